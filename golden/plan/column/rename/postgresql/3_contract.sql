-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
--
--   users  ~ column full_name: both forms held together, both forms proved equal, the new form in place of the old one
--          ~ column years: both forms held together, both forms proved equal, the new form in place of the old one
--          - column age
--          - column name
--          ~ check users_age_check
--          ~ index users_age
--          ~ table: trigger dropped
--          · c6: The planner of queries learns what has taken its place.
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'age', 'replaced'], ['column', 'public.users', 'name', 'replaced']],
    known => '{public.users _sg_20260101000000_new_users_age,public.users _sg_20260101000000_new_users_age_check,public.users users_age,public.users users_age_check,public.users users_pkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table users are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in full_name the value of name and in years the value of age',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (full_name IS NOT DISTINCT FROM name) OR NOT (years IS NOT DISTINCT FROM age)$rows$);
$ddl$);

-- c3 · No write of any kind can part both forms of full_name and years from here on.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_equal_users CHECK (full_name IS NOT DISTINCT FROM name AND years IS NOT DISTINCT FROM age) NOT VALID;
$ddl$);

-- c4 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.full_name for name, users.years for age.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN full_name TO _sg_aside_full_name;
ALTER TABLE public.users RENAME COLUMN name TO full_name;
ALTER TABLE public.users RENAME COLUMN years TO _sg_aside_years;
ALTER TABLE public.users RENAME COLUMN age TO years;
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'full_name', 'replaced'], ['column', 'public.users', 'years', 'replaced']], drops => false);
ALTER TABLE public.users RENAME COLUMN full_name TO name;
ALTER TABLE public.users RENAME COLUMN _sg_aside_full_name TO full_name;
ALTER TABLE public.users RENAME COLUMN years TO age;
ALTER TABLE public.users RENAME COLUMN _sg_aside_years TO years;
CALL pg_temp.drop_carried();
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
ALTER TABLE public.users DROP CONSTRAINT _sg_20260101000000_equal_users;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_users" ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_users();
DROP INDEX IF EXISTS public.users_age;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
ALTER TABLE public.users DROP COLUMN name;
ALTER TABLE public.users DROP COLUMN age;
ALTER TABLE public.users RENAME CONSTRAINT _sg_20260101000000_new_users_age_check TO users_age_check;
ALTER INDEX public._sg_20260101000000_new_users_age RENAME TO users_age;
CALL pg_temp.put_up();
$ddl$);

-- c6 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
