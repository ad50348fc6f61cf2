-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_unique
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_columns anew, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_expression anew, has run" CHECK (c2),
    c3 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_order anew, has run" CHECK (c3),
    c4 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_where anew, has run" CHECK (c4),
    c5 INTEGER CONSTRAINT "3_contract.sql, which makes index users.i_unique anew, has not run" CHECK (c5)
);
INSERT INTO _sg_begin SELECT
    ((SELECT sql = 'CREATE INDEX i_columns ON users (name, age)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_columns')) IS TRUE,
    ((SELECT sql = 'CREATE INDEX i_expression ON users (upper(name))' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_expression')) IS TRUE,
    ((SELECT sql = 'CREATE INDEX i_order ON users (name, age DESC)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_order')) IS TRUE,
    ((SELECT sql = 'CREATE INDEX i_where ON users (name) WHERE age > 2' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_where')) IS TRUE,
    ((SELECT sql = 'CREATE UNIQUE INDEX i_unique ON users (name)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_unique')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- c1 · Index i_unique on users is built anew, which fails and changes nothing where rows repeat values.
DROP INDEX i_unique;
CREATE UNIQUE INDEX i_unique ON users (name);

COMMIT;
