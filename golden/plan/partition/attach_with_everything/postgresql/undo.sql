-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e9: Index events.events_user on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
BEGIN;
DROP INDEX IF EXISTS public.events_user;
DROP INDEX IF EXISTS public.events_ab_events_user;
DROP INDEX IF EXISTS public.events_rest_events_user;
DROP INDEX IF EXISTS public.events_cd_events_user;
DROP INDEX IF EXISTS public.events_e_events_user;
COMMIT;

-- takes back e8: New partition events.events_e, made beside its table and attached.
-- Rows that have come into the partition go with it.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_e')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_e;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_e;
COMMIT;

-- takes back e6: The default partition takes no more rows of the new partition events.events_e: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_e;
COMMIT;

-- takes back e5: New partition events.events_cd, made beside its table and attached.
-- Rows that have come into the partition go with it.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_cd')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_cd;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_cd;
COMMIT;

-- takes back e3: The default partition takes no more rows of the new partition events.events_cd: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_cd;
COMMIT;
