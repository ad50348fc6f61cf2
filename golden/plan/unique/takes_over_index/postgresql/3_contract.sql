-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   orders  - index orders_code_key
--           + unique constraint orders_code_key
--
-- Strongest locks: orders access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.orders}',
    has => '{index public.orders_code_key}',
    lacks => '{constraint public.orders.orders_code_key}');

-- c1 · Unique constraint orders.orders_code_key takes over the index.
CALL pg_temp.under_lock('c1', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_key;
$ddl$);
