-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.runs,wf.runs}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e2: The declaration moves table runs to wf.runs.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP VIEW IF EXISTS wf.runs;
$ddl$);

-- takes back e1: The declaration moves enum state to wf.run_state.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER TYPE wf.run_state SET SCHEMA public;
ALTER TYPE public.run_state RENAME TO state;
$ddl$);

CALL pg_temp.end_file(last => true);
