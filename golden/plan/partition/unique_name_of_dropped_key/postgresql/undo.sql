-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2}');

-- takes back e1: Index events.events_id_key on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('e1', '{public.events}', $ddl$
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_id_key;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_id_key;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_id_key;
DROP INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_id_key;
$ddl$);

CALL pg_temp.end_file(last => true);
