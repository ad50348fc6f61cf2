-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: Index events.events_id_key on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
BEGIN;
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_id_key;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_id_key;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_id_key;
DROP INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_id_key;
COMMIT;
