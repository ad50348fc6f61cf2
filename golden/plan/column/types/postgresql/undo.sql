-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table everything.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.everything}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.everything,type public.mood}',
    steps => '{e1,e2}');

-- takes back e2: New table everything.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TABLE IF EXISTS public.everything;
$ddl$);

-- takes back e1: New enum mood.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TYPE IF EXISTS public.mood;
$ddl$);

CALL pg_temp.end_file(last => true);
