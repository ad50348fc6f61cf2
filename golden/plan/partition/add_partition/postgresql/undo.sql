-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events_2027}',
    has => '{table public.events_2027}');

-- takes back e1: New partition events.events_2027, made beside its table and attached.
-- Rows that have come into the partition go with it.
CALL pg_temp.take_back('e1', '{public.events}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2027')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2027;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2027;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');
