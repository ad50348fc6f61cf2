-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_collation
--          ~ index i_where
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- schemagen: id=e1 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_collation on users is built anew.
DROP INDEX i_collation;
CREATE INDEX i_collation ON users (name COLLATE RTRIM);

-- schemagen: id=e2 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_where on users is built anew.
DROP INDEX i_where;
CREATE INDEX i_where ON users (name);

COMMIT;
