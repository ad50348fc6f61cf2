-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  + index users_nocase
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index users.users_nocase, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'users_nocase')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Index users_nocase on users is built.
CREATE INDEX users_nocase ON users (name COLLATE NOCASE DESC, id);

COMMIT;
