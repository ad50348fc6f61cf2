-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column events.note.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4}');

-- takes back c3: NOT NULL of events.note, for free: the check above has proved it.
CALL pg_temp.take_back('c3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ALTER COLUMN note DROP NOT NULL;
$ddl$);

-- takes back c1: New rows must have a value of events.note from here on.
CALL pg_temp.take_back('c1', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
$ddl$);

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
