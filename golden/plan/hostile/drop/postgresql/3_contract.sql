-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   "View; DROP TABLE x"  - view
--   "Order By"            - table
--
-- Lost for good, unless there is a backup: the rows of table "Order By".
-- Strongest locks: "View; DROP TABLE x" access-exclusive, "Order By" access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.Order By,view public.View; DROP TABLE x}');

-- c1 · Only the old application reads view "View; DROP TABLE x".
CALL pg_temp.under_lock('c1', '{"public.\"View; DROP TABLE x\""}', $ddl$
DROP VIEW IF EXISTS public."View; DROP TABLE x";
$ddl$);

-- c2 · Only the old application uses table "Order By".
CALL pg_temp.under_lock('c2', '{"public.\"Order By\""}', $ddl$
DROP TABLE IF EXISTS public."Order By";
$ddl$);

CALL pg_temp.end_file(last => true);
