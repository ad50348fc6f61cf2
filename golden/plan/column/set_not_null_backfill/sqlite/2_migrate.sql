-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
-- This migration has nothing to do in expand.
--
--   users  ~ column age: filled
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "3_contract.sql, which makes column age NOT NULL (table users), has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    ((SELECT "notnull" FROM pragma_table_xinfo('users') WHERE lower(name) = 'age')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- m1 · Rows of users that have no age yet get one.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "users has no trigger but none" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'users');
DROP TABLE temp._sg_assert;
UPDATE users SET age = 0 WHERE age IS NULL;

COMMIT;
