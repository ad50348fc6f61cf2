-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.bills,sales.bills}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e3: The declaration moves table bills to sales.bills.
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP VIEW IF EXISTS sales.bills;
$ddl$);

-- takes back e2: The declaration renames sequence number to bill_number.
CALL pg_temp.take_back('e2', '{}', $ddl$
ALTER SEQUENCE public.bill_number RENAME TO number;
$ddl$);

-- takes back e1: New schema sales.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP SCHEMA IF EXISTS sales;
$ddl$);

CALL pg_temp.end_file(last => true);
