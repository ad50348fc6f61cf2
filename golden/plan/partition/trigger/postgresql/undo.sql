-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.seen,trigger public.events.noticed}',
    steps => '{e1,e2}');

-- takes back e2: New trigger events.noticed.
CALL pg_temp.take_back('e2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
DROP TRIGGER IF EXISTS noticed ON public.events;
$ddl$);

-- takes back e1: New function seen().
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP FUNCTION IF EXISTS public.seen();
$ddl$);

CALL pg_temp.end_file(last => true);
