-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ index old_name becomes new_name
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- e1 · The index old_name is called new_name from here on.
DROP INDEX old_name;
CREATE INDEX new_name ON users (name);

COMMIT;
