-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  + column points
--          + column mood
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- schemagen: id=e1 phase=expand lock=database rewrite=no scan=no tx=own
-- In table users: column points is added, column mood is added.
ALTER TABLE users ADD COLUMN points integer NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN mood text DEFAULT 'fine';

COMMIT;
