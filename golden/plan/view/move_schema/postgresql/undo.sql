-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2}');

-- takes back e2: The declaration moves view open_orders to report.open_orders.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP VIEW IF EXISTS report.open_orders;
$ddl$);

-- takes back e1: The declaration moves materialized view summary to report.by_payment.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP VIEW IF EXISTS report.by_payment;
$ddl$);

CALL pg_temp.end_file(last => true);
