-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_collation anew, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_where anew, has run" CHECK (c2),
    c3 INTEGER CONSTRAINT "3_contract.sql, which makes index users.i_unique anew, has not run" CHECK (c3)
);
INSERT INTO _sg_begin SELECT
    ((SELECT sql = 'CREATE INDEX i_collation ON users (name COLLATE RTRIM)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_collation')) IS TRUE,
    ((SELECT sql = 'CREATE INDEX i_where ON users (name)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_where')) IS TRUE,
    ((SELECT sql = 'CREATE INDEX i_unique ON users (name)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_unique')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- takes back e2: Index i_where on users is built anew.
DROP INDEX IF EXISTS i_where;
CREATE INDEX i_where ON users (name) WHERE id > 1;

-- takes back e1: Index i_collation on users is built anew.
DROP INDEX IF EXISTS i_collation;
CREATE INDEX i_collation ON users (name COLLATE NOCASE);

COMMIT;
