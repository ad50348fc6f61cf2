-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: Index notes_user_id_idx on notes is built.
DROP INDEX IF EXISTS notes_user_id_idx;

COMMIT;
