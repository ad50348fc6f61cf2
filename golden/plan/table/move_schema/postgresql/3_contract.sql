-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   Sales.bills  ~ table: renamed
--   billing      - schema
--
-- Strongest locks: Sales.bills access-exclusive, billing.invoices access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{"\"Sales\".bills",billing.invoices}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone: table billing.invoices takes its new name Sales.bills, and the view makes way.
CALL pg_temp.under_lock('c1', '{"\"Sales\".bills",billing.invoices}', $ddl$
DROP VIEW IF EXISTS "Sales".bills;
ALTER TABLE billing.invoices SET SCHEMA "Sales";
ALTER TABLE "Sales".invoices RENAME TO bills;
$ddl$);

-- c2 · Nothing is left in schema billing.
CALL pg_temp.run('c2', $ddl$
DROP SCHEMA IF EXISTS billing;
$ddl$);

CALL pg_temp.end_file(last => true);
