-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c11,c12}');

-- takes back c10: NOT NULL of users.euros, for free: the check above has proved it.
CALL pg_temp.take_back('c10', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN euros DROP NOT NULL;
$ddl$);

-- takes back c8: New rows must have a value of users.euros from here on.
CALL pg_temp.take_back('c8', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_euros;
$ddl$);

-- takes back c6: No write of any kind can part both forms of born_on, euros and login from here on.
CALL pg_temp.take_back('c6', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
$ddl$);

-- takes back m9: NOT NULL of users.login, for free: the check above has proved it.
CALL pg_temp.take_back('m9', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN login DROP NOT NULL;
$ddl$);

-- takes back m7: New rows must have a value of users.login from here on.
CALL pg_temp.take_back('m7', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_login;
$ddl$);

-- takes back m6: Let the new application write table users too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m6', '{public.users}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_users" BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER "!_sg_20260101000000_users";
$ddl$);

-- takes back e6: Index users._sg_20260101000000_new_users_name_key, built without blocking writers.
SELECT pg_temp.was_begun('e6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_users_name_key;
SET lock_timeout = '200ms';
\endif

-- takes back e5: A trigger on table users keeps birth and born_on, cents and euros, name and login equal, whichever is written.
CALL pg_temp.take_back('e5', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_users" ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_users();
$ddl$);

-- takes back e4: The new name of column users.name is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS login;
$ddl$);

-- takes back e3: The new name of column users.cents is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS euros;
$ddl$);

-- takes back e2: The new name of column users.birth is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS born_on;
$ddl$);

CALL pg_temp.end_file(last => true);
