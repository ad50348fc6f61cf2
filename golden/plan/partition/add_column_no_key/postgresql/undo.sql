-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column events.note.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2,c3,c4}');

-- takes back e2: A trigger on table events fills in note for the old application.
CALL pg_temp.take_back('e2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
$ddl$);

-- takes back e1: New column events.note, empty in existing rows for now.
CALL pg_temp.take_back('e1', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP COLUMN IF EXISTS note;
$ddl$);

CALL pg_temp.end_file(last => true);
