-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes column users.c, has run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'c')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e2: The column a is called b from here on, and the old application no longer finds it.
ALTER TABLE users RENAME COLUMN b TO a;

-- takes back e1: The column b is called c from here on, and the old application no longer finds it.
ALTER TABLE users RENAME COLUMN c TO b;

COMMIT;
