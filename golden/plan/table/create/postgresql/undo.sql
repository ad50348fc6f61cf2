-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table orders, table users.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.orders,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.orders,table public.users}',
    steps => '{e1,e2,e3,e4,e5}');

-- takes back e5: New index users.users_name_age.
CALL pg_temp.take_back('e5', '{}', $ddl$
DROP INDEX IF EXISTS public.users_name_age;
$ddl$);

-- takes back e4: New index users.users_active.
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP INDEX IF EXISTS public.users_active;
$ddl$);

-- takes back e3: New foreign key orders.orders_user_id_fkey.
CALL pg_temp.take_back('e3', '{}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_user_id_fkey;
$ddl$);

-- takes back e2: New table users.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TABLE IF EXISTS public.users;
$ddl$);

-- takes back e1: New table orders.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.orders;
$ddl$);

CALL pg_temp.end_file(last => true);
