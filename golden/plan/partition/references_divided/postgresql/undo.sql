-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()');

-- takes back c2: New rows must obey foreign key orders.orders_user_id_fkey.
CALL pg_temp.take_back('c2', '{public.orders,public.users,public.users_0,public.users_1}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_user_id_fkey;
$ddl$);

CALL pg_temp.end_file(last => true);
