-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   orders  - unique constraint orders_code_key
--           ~ index orders_code_key
--
-- Strongest locks: orders access-exclusive, orders._sg_20260101000000_new_orders_code_key share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application may rely on unique constraint orders.orders_code_key until here.
CALL pg_temp.under_lock('c1', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_code_key;
$ddl$);

-- c2 · Index orders.orders_code_key gets its name, which is free now.
CALL pg_temp.run('c2', $ddl$
ALTER INDEX public._sg_20260101000000_new_orders_code_key RENAME TO orders_code_key;
COMMENT ON INDEX public.orders_code_key IS 'No code twice';
$ddl$);

CALL pg_temp.end_file(last => true);
