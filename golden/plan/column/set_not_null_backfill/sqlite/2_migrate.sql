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

-- m1 · Rows of users that have no age yet get one.
UPDATE users SET age = 0 WHERE age IS NULL;

COMMIT;
