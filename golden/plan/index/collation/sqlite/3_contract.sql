-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_unique
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- schemagen: id=c1 phase=contract lock=database rewrite=no scan=yes tx=own
-- Index i_unique on users is built anew.
DROP INDEX i_unique;
CREATE INDEX i_unique ON users (name);

COMMIT;
