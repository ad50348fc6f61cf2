-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   people  ~ table users becomes people
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- e1 · The table users is called people from here on, and the old application no longer finds it.
ALTER TABLE users RENAME TO people;

COMMIT;
