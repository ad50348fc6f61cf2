-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e4: New partition events.events_2027, made beside its table and attached.
-- Rows that have come into the partition go with it.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2027')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2027;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2027;
COMMIT;

-- takes back e2: The default partition takes no more rows of the new partition events.events_2027: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
COMMIT;
