-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   sales.bills  ~ table: renamed
--
-- Strongest locks: sales.bills access-exclusive, bills access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.bills,sales.bills}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone: table bills takes its new name sales.bills, and the view makes way.
CALL pg_temp.under_lock('c1', '{sales.bills,public.bills}', $ddl$
DROP VIEW IF EXISTS sales.bills;
ALTER TABLE public.bills SET SCHEMA sales;
$ddl$);

CALL pg_temp.end_file(last => true);
