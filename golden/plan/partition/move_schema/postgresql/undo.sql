-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{log.events,public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e2: The declaration moves table events to log.events.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP VIEW IF EXISTS log.events;
$ddl$);

-- takes back e1: New schema log.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP SCHEMA IF EXISTS log;
$ddl$);

CALL pg_temp.end_file(last => true);
