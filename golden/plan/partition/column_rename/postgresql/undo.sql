-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c3: No write of any kind can part both forms of sort from here on.
CALL pg_temp.take_back('c3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_events;
$ddl$);

-- takes back m7: NOT NULL of events.sort, for free: the check above has proved it.
CALL pg_temp.take_back('m7', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ALTER COLUMN sort DROP NOT NULL;
$ddl$);

-- takes back m5: New rows must have a value of events.sort from here on.
CALL pg_temp.take_back('m5', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
$ddl$);

-- takes back m4: Let the new application write table events too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m4', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_events" BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER "!_sg_20260101000000_events";
$ddl$);

-- takes back e3: A trigger on table events keeps kind and sort equal, whichever is written.
CALL pg_temp.take_back('e3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_events" ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_events();
$ddl$);

-- takes back e2: The new name of column events.kind is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP COLUMN IF EXISTS sort;
$ddl$);

CALL pg_temp.end_file(last => true);
