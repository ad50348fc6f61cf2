-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
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

-- takes back e4: Index i_where on users is built anew.
DROP INDEX IF EXISTS i_where;
CREATE INDEX i_where ON users (name) WHERE age > 1;

-- takes back e3: Index i_order on users is built anew.
DROP INDEX IF EXISTS i_order;
CREATE INDEX i_order ON users (name, age);

-- takes back e2: Index i_expression on users is built anew.
DROP INDEX IF EXISTS i_expression;
CREATE INDEX i_expression ON users (lower(name));

-- takes back e1: Index i_columns on users is built anew.
DROP INDEX IF EXISTS i_columns;
CREATE INDEX i_columns ON users (name);

COMMIT;
