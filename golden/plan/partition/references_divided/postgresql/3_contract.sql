-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   orders  + foreign key orders_user_id_fkey: proved for existing rows
--
-- Strongest locks: orders share-row-exclusive, users share-row-exclusive, users.users_0 share-row-exclusive, users.users_1 share-row-exclusive.
-- Reads in full: orders, users.users_0, users.users_1.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    lacks => '{constraint public.orders.orders_user_id_fkey}');

-- c1 · Rows that violate foreign key orders.orders_user_id_fkey would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of orders', 'refer to rows that are not there and would violate foreign key orders.orders_user_id_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    'child.user_id::text', $rows$public.orders child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.user_id)$rows$, sorts => true);
$ddl$);

-- c2 · New rows must obey foreign key orders.orders_user_id_fkey.
CALL pg_temp.under_lock('c2', '{public.orders,public.users,public.users_0,public.users_1}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.orders'::regclass AND conname = 'orders_user_id_fkey') THEN
        ALTER TABLE public.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c3 · Existing rows are checked against foreign key orders.orders_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('c3', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
