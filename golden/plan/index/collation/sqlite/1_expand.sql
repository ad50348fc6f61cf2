-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_collation
--          ~ index i_where
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_collation anew, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_where anew, has not run" CHECK (c2),
    c3 INTEGER CONSTRAINT "3_contract.sql, which makes index users.i_unique anew, has not run" CHECK (c3)
);
INSERT INTO _sg_begin SELECT
    ((SELECT sql = 'CREATE INDEX i_collation ON users (name COLLATE RTRIM)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_collation')) IS NOT TRUE,
    ((SELECT sql = 'CREATE INDEX i_where ON users (name)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_where')) IS NOT TRUE,
    ((SELECT sql = 'CREATE INDEX i_unique ON users (name)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_unique')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Index i_collation on users is built anew.
DROP INDEX i_collation;
CREATE INDEX i_collation ON users (name COLLATE RTRIM);

-- e2 · Index i_where on users is built anew.
DROP INDEX i_where;
CREATE INDEX i_where ON users (name);

COMMIT;
