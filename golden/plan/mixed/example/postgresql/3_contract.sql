-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c9 on, because of steps c9 and c11.
--
--   users   ~ column user_name becomes full_name
--           ~ column status: NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: trigger dropped
--           · c10: The planner of queries learns what has taken its place.
--   orders  + foreign key orders_user_id_fkey: proved for existing rows
--
-- Strongest locks: users access-exclusive, orders share-row-exclusive.
-- Reads in full: users, orders.
-- Stops before it changes anything when rows would violate a rule further down: steps c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c5 and c12.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.orders,public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'user_name', 'replaced']],
    known => '{public.orders orders_pkey,public.orders orders_user_id_fkey,public.orders orders_user_id_idx,public.users users_email_idx,public.users users_pkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table users are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in full_name the value of user_name',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (full_name IS NOT DISTINCT FROM user_name)$rows$);
$ddl$);

-- c3 · Rows that violate foreign key orders.orders_user_id_fkey would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of orders', 'refer to rows that are not there and would violate foreign key orders.orders_user_id_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    'child.user_id::text', $rows$public.orders child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.user_id)$rows$, sorts => true);
$ddl$);

-- c4 · No write of any kind can part both forms of full_name from here on.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_equal_users CHECK (full_name IS NOT DISTINCT FROM user_name) NOT VALID;
$ddl$);

-- c5 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · New rows must have a value of users.status from here on.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_status;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_status CHECK (status IS NOT NULL) NOT VALID;
$ddl$);

-- c7 · Looks at the existing rows for users.status without blocking writers.
CALL pg_temp.under_lock('c7', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_status;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · NOT NULL of users.status, for free: the check above has proved it.
CALL pg_temp.under_lock('c8', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN status SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_status;
$ddl$);

-- c9 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.full_name for user_name. INSERT and COPY without a list of columns: users.full_name stands last from here on.
CALL pg_temp.under_lock('c9', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN full_name TO _sg_aside_full_name;
ALTER TABLE public.users RENAME COLUMN user_name TO full_name;
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'full_name', 'replaced']], drops => false);
ALTER TABLE public.users RENAME COLUMN full_name TO user_name;
ALTER TABLE public.users RENAME COLUMN _sg_aside_full_name TO full_name;
CALL pg_temp.drop_carried();
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
ALTER TABLE public.users DROP CONSTRAINT _sg_20260101000000_equal_users;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_users" ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_users();
ALTER TABLE public.users DROP COLUMN user_name;
CALL pg_temp.put_up();
$ddl$);

-- c10 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c10', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c11 · New rows must obey foreign key orders.orders_user_id_fkey.
CALL pg_temp.under_lock('c11', '{public.orders,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.orders'::regclass AND conname = 'orders_user_id_fkey') THEN
        ALTER TABLE public.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c12 · Existing rows are checked against foreign key orders.orders_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('c12', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
