-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_unique
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
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

-- c1 · Index i_unique on users is built anew.
DROP INDEX i_unique;
CREATE INDEX i_unique ON users (name);

COMMIT;
