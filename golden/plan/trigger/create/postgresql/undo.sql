-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.touch,trigger public.users.users_touch}',
    steps => '{e1,e2}');

-- takes back e2: New trigger users.users_touch.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS users_touch ON public.users;
$ddl$);

-- takes back e1: New function touch().
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP FUNCTION IF EXISTS public.touch();
$ddl$);

CALL pg_temp.end_file(last => true);
