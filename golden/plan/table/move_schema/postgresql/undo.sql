-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column billing.invoices.note.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"\"Sales\".bills",billing.invoices}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2}');

-- takes back e4: The declaration moves table billing.invoices to Sales.bills.
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP VIEW IF EXISTS "Sales".bills;
$ddl$);

-- takes back e3: Index billing.invoices.bills_total, built without blocking writers.
SELECT pg_temp.was_begun('e3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS billing.bills_total;
SET lock_timeout = '200ms';
\endif

-- takes back e2: New column billing.invoices.note: only the catalog changes.
CALL pg_temp.take_back('e2', '{billing.invoices}', $ddl$
ALTER TABLE billing.invoices DROP COLUMN IF EXISTS note;
$ddl$);

-- takes back e1: New schema Sales.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP SCHEMA IF EXISTS "Sales";
$ddl$);

CALL pg_temp.end_file(last => true);
