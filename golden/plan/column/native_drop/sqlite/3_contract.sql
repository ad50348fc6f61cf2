-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  - column fax
--
-- Lost for good, unless there is a backup: the values of column users.fax.
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- c1 · In table users: column fax goes.
ALTER TABLE users DROP COLUMN fax;

COMMIT;
