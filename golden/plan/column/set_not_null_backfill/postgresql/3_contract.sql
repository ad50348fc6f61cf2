-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
--
--   users  ~ column age: NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: trigger dropped
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · New rows must have a value of users.age from here on.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_age;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_age CHECK (age IS NOT NULL) NOT VALID;
$ddl$);

-- c2 · Looks at the existing rows for users.age without blocking writers.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_age;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c3 · NOT NULL of users.age, for free: the check above has proved it.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN age SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_age;
$ddl$);

-- c4 · The old application is gone, and with it the need for the trigger on table users.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

CALL pg_temp.end_file(last => true);
