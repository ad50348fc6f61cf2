-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   report.open_orders  ~ view: renamed
--   report.by_payment   ~ materialized view: renamed
--
-- Strongest locks: report.open_orders access-exclusive, open_orders access-exclusive, report.by_payment access-exclusive, summary access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone: view open_orders takes its new name report.open_orders, and the view makes way.
CALL pg_temp.under_lock('c1', '{report.open_orders,public.open_orders}', $ddl$
DROP VIEW IF EXISTS report.open_orders;
ALTER VIEW public.open_orders SET SCHEMA report;
$ddl$);

-- c2 · The old application is gone: materialized view summary takes its new name report.by_payment, and the view makes way.
CALL pg_temp.under_lock('c2', '{report.by_payment}', $ddl$
DROP VIEW IF EXISTS report.by_payment;
ALTER MATERIALIZED VIEW public.summary SET SCHEMA report;
ALTER MATERIALIZED VIEW report.summary RENAME TO by_payment;
$ddl$);

CALL pg_temp.end_file(last => true);
