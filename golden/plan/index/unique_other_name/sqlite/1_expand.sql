-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   a  ~ index a_e becomes a_e_unique
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: a.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- schemagen: id=e1 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index a_e_unique on a takes the place of a_e, and no value can be written twice in between.
DROP INDEX a_e;
CREATE UNIQUE INDEX a_e_unique ON a (e);

COMMIT;
