-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   events  - partition events_2027
--
-- Lost for good, unless there is a backup: the rows of partition events.events_2027.
-- Strongest locks: events share-update-exclusive, events.events_2027 access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:events,access-exclusive:events.events_2027 rewrite=no scan=no tx=none
-- Partition events.events_2027 is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
-- Waits for transactions that are open.
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_2027 CONCURRENTLY;
SET lock_timeout = '2s';

-- schemagen: id=c2 phase=contract lock=access-exclusive:events.events_2027 rewrite=no scan=no loss=partition:events.events_2027 tx=own
-- Only the old application uses partition events.events_2027.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2027') AND inhdetachpending) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2027 FINALIZE;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2027;
COMMIT;
