-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.status.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.orders,public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c9,c10}');

-- takes back c11: New rows must obey foreign key orders.orders_user_id_fkey.
CALL pg_temp.take_back('c11', '{public.orders,public.users}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_user_id_fkey;
$ddl$);

-- takes back c8: NOT NULL of users.status, for free: the check above has proved it.
CALL pg_temp.take_back('c8', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN status DROP NOT NULL;
$ddl$);

-- takes back c6: New rows must have a value of users.status from here on.
CALL pg_temp.take_back('c6', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_status;
$ddl$);

-- takes back c4: No write of any kind can part both forms of full_name from here on.
CALL pg_temp.take_back('c4', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
$ddl$);

-- takes back m7: NOT NULL of users.full_name, for free: the check above has proved it.
CALL pg_temp.take_back('m7', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN full_name DROP NOT NULL;
$ddl$);

-- takes back m5: New rows must have a value of users.full_name from here on.
CALL pg_temp.take_back('m5', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_full_name;
$ddl$);

-- takes back m4: Let the new application write table users too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m4', '{public.users}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_users" BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER "!_sg_20260101000000_users";
$ddl$);

-- takes back e6: Index users.users_email_idx, built without blocking writers.
SELECT pg_temp.was_begun('e6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_email_idx;
SET lock_timeout = '200ms';
\endif

-- takes back e5: Index orders.orders_user_id_idx, built without blocking writers.
SELECT pg_temp.was_begun('e5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_user_id_idx;
SET lock_timeout = '200ms';
\endif

-- takes back e4: A trigger on table users fills in status for the old application; keeps user_name and full_name equal, whichever is written.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_users" ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_users();
$ddl$);

-- takes back e3: New column users.status, empty in existing rows for now.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS status;
$ddl$);

-- takes back e2: The new name of column users.user_name is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS full_name;
$ddl$);

CALL pg_temp.end_file(last => true);
