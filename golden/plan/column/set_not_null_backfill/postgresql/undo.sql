-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4}');

-- takes back c3: NOT NULL of users.age, for free: the check above has proved it.
CALL pg_temp.take_back('c3', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN age DROP NOT NULL;
$ddl$);

-- takes back c1: New rows must have a value of users.age from here on.
CALL pg_temp.take_back('c1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_age;
$ddl$);

-- takes back e1: A trigger on table users fills in age for the old application.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

CALL pg_temp.end_file(last => true);
