-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  + index users_lower
--          + index users_name
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index users.users_lower, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes index users.users_name, has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'users_lower')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'users_name')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Unique index users_lower on users is built.
CREATE UNIQUE INDEX users_lower ON users (lower(name), id DESC) WHERE name <> '';

-- e2 · Index users_name on users is built.
CREATE INDEX users_name ON users (name);

COMMIT;
