-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   events  - partition events_2027
--
-- Lost for good, unless there is a backup: the rows of partition events.events_2027.
-- Strongest locks: events share-update-exclusive, events.events_2027 access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events_2027}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.events_2027}');

-- c1 · Partition events.events_2027 is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
SELECT pg_temp.begins('c1', once => true) AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_2027 CONCURRENTLY;
SET lock_timeout = '200ms';
CALL pg_temp.done('c1');
\endif

-- c2 · Only the old application uses partition events.events_2027.
CALL pg_temp.under_lock('c2', '{public.events_2027}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2027') AND inhdetachpending) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2027 FINALIZE;
    ELSIF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2027')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2027;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2027;
$ddl$);

CALL pg_temp.end_file(last => true);
