-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table notes.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes,public.orders}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6,c7,c8,c9,c10,c11}');

-- takes back e1: New table notes.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.notes;
$ddl$);

CALL pg_temp.end_file(last => true);
