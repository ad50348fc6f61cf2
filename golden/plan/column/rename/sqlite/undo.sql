-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes column users.full_name, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes column users.years, has run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'full_name')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'years')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e2: The column age is called years from here on, and the old application no longer finds it.
ALTER TABLE users RENAME COLUMN years TO age;

-- takes back e1: The column name is called full_name from here on, and the old application no longer finds it.
ALTER TABLE users RENAME COLUMN full_name TO name;

COMMIT;
