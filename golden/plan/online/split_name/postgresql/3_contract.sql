-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
--
--   users  ~ column first_name: NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: trigger dropped
--          - column full_name
--
-- Lost for good, unless there is a backup: the values of column users.full_name.
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'full_name', 'gone']],
    known => '{public.users users_pkey}');
$ddl$);

-- c2 · New rows must have a value of users.first_name from here on.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_first_name;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_first_name CHECK (first_name IS NOT NULL) NOT VALID;
$ddl$);

-- c3 · Looks at the existing rows for users.first_name without blocking writers.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_first_name;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c4 · NOT NULL of users.first_name, for free: the check above has proved it.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN first_name SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_first_name;
$ddl$);

-- c5 · The old application is gone, and with it the need for the trigger on table users.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

-- c6 · Only the old application uses column users.full_name.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS full_name;
$ddl$);

CALL pg_temp.end_file(last => true);
