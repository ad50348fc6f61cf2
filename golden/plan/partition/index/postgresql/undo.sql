-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.events_kind}',
    steps => '{e1,e2,e3,e4,e5,e6,e7,e8}');

-- takes back e1: Index events.events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('e1', '{public.events}', $ddl$
DROP INDEX IF EXISTS public.events_kind;
DROP INDEX IF EXISTS public.events_2026_events_kind;
DROP INDEX IF EXISTS public.events_2027_events_kind;
DROP INDEX IF EXISTS public.events_rest_events_kind;
$ddl$);

CALL pg_temp.end_file(last => true);
