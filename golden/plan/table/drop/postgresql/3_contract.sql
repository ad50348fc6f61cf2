-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   old_orders  - table
--
-- Lost for good, unless there is a backup: the rows of table old_orders.
-- Strongest locks: old_orders access-exclusive, users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.old_orders}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.old_orders}');

-- c1 · The old application may rely on foreign key old_orders.old_orders_user_id_fkey until here.
CALL pg_temp.under_lock('c1', '{public.old_orders,public.users}', $ddl$
ALTER TABLE public.old_orders DROP CONSTRAINT IF EXISTS old_orders_user_id_fkey;
$ddl$);

-- c2 · Only the old application uses table old_orders.
CALL pg_temp.under_lock('c2', '{public.old_orders}', $ddl$
DROP TABLE IF EXISTS public.old_orders;
$ddl$);

CALL pg_temp.end_file(last => true);
