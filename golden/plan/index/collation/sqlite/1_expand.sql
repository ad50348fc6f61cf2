-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ index i_collation
--          ~ index i_unique
--          ~ index i_where
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- e1 · Index i_collation on users is built anew.
DROP INDEX i_collation;
CREATE INDEX i_collation ON users (name COLLATE RTRIM);

-- e2 · Index i_unique on users is built anew.
DROP INDEX i_unique;
CREATE INDEX i_unique ON users (name);

-- e3 · Index i_where on users is built anew.
DROP INDEX i_where;
CREATE INDEX i_where ON users (name);

COMMIT;
