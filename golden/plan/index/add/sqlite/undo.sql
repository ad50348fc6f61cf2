-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index users.users_lower, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes index users.users_name, has run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'users_lower')) IS TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'users_name')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e2: Index users_name on users is built.
DROP INDEX IF EXISTS users_name;

-- takes back e1: Unique index users_lower on users is built.
DROP INDEX IF EXISTS users_lower;

COMMIT;
