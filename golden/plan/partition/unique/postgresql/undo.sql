-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c6,c7,c8,c9}');

-- takes back c5: Unique constraint events.events_id_key on the table without its partitions: nothing is read.
CALL pg_temp.take_back('c5', '{public.events}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_id_key;
ALTER TABLE public.events_2026 DROP CONSTRAINT IF EXISTS events_2026_events_id_key;
DROP INDEX IF EXISTS public.events_2026_events_id_key;
ALTER TABLE public.events_2027 DROP CONSTRAINT IF EXISTS events_2027_events_id_key;
DROP INDEX IF EXISTS public.events_2027_events_id_key;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS events_rest_events_id_key;
DROP INDEX IF EXISTS public.events_rest_events_id_key;
$ddl$);

CALL pg_temp.end_file(last => true);
