-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
--
--   log  ~ table: trigger dropped
--
-- Strongest locks: log access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.log}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · The old application is gone, and with it the need for the trigger on table log.
CALL pg_temp.under_lock('c1', '{public.log}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_log ON public.log;
DROP FUNCTION IF EXISTS public._sg_20260101000000_log();
$ddl$);

CALL pg_temp.end_file(last => true);
