-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: table users, table orders.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table users, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes table orders, has run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'users')) IS TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'orders')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e4: Index users_name_age on users is built.
DROP INDEX IF EXISTS users_name_age;

-- takes back e3: Index users_active on users is built.
DROP INDEX IF EXISTS users_active;

-- takes back e2: Table orders is made.
DROP TABLE IF EXISTS orders;

-- takes back e1: Table users is made.
DROP TABLE IF EXISTS users;

COMMIT;
