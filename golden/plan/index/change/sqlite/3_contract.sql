-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_unique
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- c1 · Index i_unique on users is built anew, which fails and changes nothing where rows repeat values.
DROP INDEX i_unique;
CREATE UNIQUE INDEX i_unique ON users (name);

COMMIT;
