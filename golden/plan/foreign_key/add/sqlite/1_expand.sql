-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   notes  + index notes_user_id_idx
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: notes.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- e1 · Index notes_user_id_idx on notes is built.
CREATE INDEX notes_user_id_idx ON notes (user_id);

COMMIT;
