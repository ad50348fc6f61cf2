-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
--
--   users   ~ column name: NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: trigger dropped
--   people  ~ table: renamed
--
-- Strongest locks: users access-exclusive, people access-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.people,public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · New rows must have a value of users.name from here on.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_name;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_name CHECK (name IS NOT NULL) NOT VALID;
$ddl$);

-- c2 · Looks at the existing rows for users.name without blocking writers.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_name;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c3 · NOT NULL of users.name, for free: the check above has proved it.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN name SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_name;
$ddl$);

-- c4 · The old application is gone, and with it the need for the trigger on table users.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

-- c5 · The old application is gone: table users takes its new name people, and the view makes way.
CALL pg_temp.under_lock('c5', '{public.people,public.users}', $ddl$
DROP VIEW IF EXISTS public.people;
ALTER TABLE public.users RENAME TO people;
$ddl$);

CALL pg_temp.end_file(last => true);
