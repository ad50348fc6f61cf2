-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    has => '{trigger public.users.users_touch}');

-- takes back e1: A new form for trigger users.users_touch.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users ENABLE TRIGGER users_touch;
COMMENT ON TRIGGER users_touch ON public.users IS NULL;
$ddl$);
