-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   named  ~ view: options
--
-- Strongest locks: named access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · New options for view named.
CALL pg_temp.under_lock('c1', '{public.named}', $ddl$
ALTER VIEW public.named SET (check_option = 'local', security_invoker = 'true');
ALTER VIEW public.named RESET (security_barrier);
$ddl$);

CALL pg_temp.end_file(last => true);
