-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.old_orders}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2}');

-- takes back c1: The old application may rely on foreign key old_orders.old_orders_user_id_fkey until here.
CALL pg_temp.take_back('c1', '{public.old_orders,public.users}', $ddl$
ALTER TABLE public.old_orders ADD CONSTRAINT old_orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
$ddl$);

CALL pg_temp.end_file(last => true);
