-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_columns
--          ~ index i_expression
--          ~ index i_order
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
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_columns anew, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_expression anew, has not run" CHECK (c2),
    c3 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_order anew, has not run" CHECK (c3),
    c4 INTEGER CONSTRAINT "1_expand.sql, which makes index users.i_where anew, has not run" CHECK (c4),
    c5 INTEGER CONSTRAINT "3_contract.sql, which makes index users.i_unique anew, has not run" CHECK (c5)
);
INSERT INTO _sg_begin SELECT
    ((SELECT sql = 'CREATE INDEX i_columns ON users (name, age)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_columns')) IS NOT TRUE,
    ((SELECT sql = 'CREATE INDEX i_expression ON users (upper(name))' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_expression')) IS NOT TRUE,
    ((SELECT sql = 'CREATE INDEX i_order ON users (name, age DESC)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_order')) IS NOT TRUE,
    ((SELECT sql = 'CREATE INDEX i_where ON users (name) WHERE age > 2' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_where')) IS NOT TRUE,
    ((SELECT sql = 'CREATE UNIQUE INDEX i_unique ON users (name)' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'i_unique')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- schemagen: id=e1 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_columns on users is built anew.
DROP INDEX i_columns;
CREATE INDEX i_columns ON users (name, age);

-- schemagen: id=e2 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_expression on users is built anew.
DROP INDEX i_expression;
CREATE INDEX i_expression ON users (upper(name));

-- schemagen: id=e3 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_order on users is built anew.
DROP INDEX i_order;
CREATE INDEX i_order ON users (name, age DESC);

-- schemagen: id=e4 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_where on users is built anew.
DROP INDEX i_where;
CREATE INDEX i_where ON users (name) WHERE age > 2;

COMMIT;
