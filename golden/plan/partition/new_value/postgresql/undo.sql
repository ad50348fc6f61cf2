-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Stays: step e1. PostgreSQL cannot remove a value from an enum: the new values stay, and so do rows that the new application has written with them.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events_c}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.events_c,value public.kind.c,type public.kind}',
    steps => '{e1,e2}');

-- takes back e2: New partition events.events_c, made beside its table and attached.
-- Rows that have come into the partition go with it.
CALL pg_temp.take_back('e2', '{public.events}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_c')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_c;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_c;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
