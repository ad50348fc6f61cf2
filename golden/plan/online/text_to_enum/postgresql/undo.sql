-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c10,c11}');

-- takes back c9: NOT NULL of users._sg_20260101000000_new_role, for free: the check above has proved it.
CALL pg_temp.take_back('c9', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN _sg_20260101000000_new_role DROP NOT NULL;
$ddl$);

-- takes back c6: New rows must have a value of users._sg_20260101000000_new_role from here on.
CALL pg_temp.take_back('c6', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_role;
$ddl$);

-- takes back c5: No write of any kind can part both forms of _sg_20260101000000_new_role from here on.
CALL pg_temp.take_back('c5', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
$ddl$);

-- takes back e4: A trigger on table users writes every value in its new type to _sg_20260101000000_new_role as well.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
$ddl$);

-- takes back e3: A column of type user_role beside column users.role: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS _sg_20260101000000_new_role;
$ddl$);

-- takes back e2: New enum user_role.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TYPE IF EXISTS public.user_role;
$ddl$);

CALL pg_temp.end_file(last => true);
