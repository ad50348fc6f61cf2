-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   wf.runs  ~ table: renamed
--
-- Strongest locks: wf.runs access-exclusive, runs access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.runs,wf.runs}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone: table runs takes its new name wf.runs, and the view makes way.
CALL pg_temp.under_lock('c1', '{wf.runs,public.runs}', $ddl$
DROP VIEW IF EXISTS wf.runs;
ALTER TABLE public.runs SET SCHEMA wf;
$ddl$);

CALL pg_temp.end_file(last => true);
