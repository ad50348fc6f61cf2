-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   people  ~ table: renamed
--
-- Strongest locks: people access-exclusive, owner access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.owner,public.people}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone: table owner takes its new name people, and the view makes way.
CALL pg_temp.under_lock('c1', '{public.people,public.owner}', $ddl$
DROP VIEW IF EXISTS public.people;
ALTER TABLE public.owner RENAME TO people;
$ddl$);

CALL pg_temp.end_file(last => true);
