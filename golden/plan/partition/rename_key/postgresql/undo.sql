-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e1: The declaration renames in table events id to event_id, at to happened_on.
CALL pg_temp.take_back('e1', '{public.events,public.events_2026,public.events_2027}', $ddl$
DROP VIEW IF EXISTS public.events;
ALTER TABLE public._sg_20260101000000_base_events RENAME TO events;
ALTER TABLE public.events RENAME COLUMN event_id TO id;
ALTER TABLE public.events RENAME COLUMN happened_on TO at;
$ddl$);

CALL pg_temp.end_file(last => true);
