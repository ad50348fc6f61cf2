-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events,public.happenings}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e1: The declaration renames table events to happenings.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP VIEW IF EXISTS public.happenings;
$ddl$);

CALL pg_temp.end_file(last => true);
