-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: Index events.events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_events_kind') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.events_kind RENAME TO _sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_2026_events_kind RENAME TO events_2026__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_2027_events_kind RENAME TO events_2027__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public.events_rest_events_kind RENAME TO events_rest__sg_20260101000000_new_events_kind;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_events_kind RENAME TO events_kind;
        ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_old_events_kind RENAME TO events_2026_events_kind;
        ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_old_events_kind RENAME TO events_2027_events_kind;
        ALTER INDEX IF EXISTS public.events_rest__sg_20260101000000_old_events_kind RENAME TO events_rest_events_kind;
    END IF;
END
$$;
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_kind;
COMMIT;

-- takes back e1: The old index events.events_kind serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_events_kind RENAME TO events_kind;
ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_old_events_kind RENAME TO events_2026_events_kind;
ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_old_events_kind RENAME TO events_2027_events_kind;
ALTER INDEX IF EXISTS public.events_rest__sg_20260101000000_old_events_kind RENAME TO events_rest_events_kind;
COMMIT;
