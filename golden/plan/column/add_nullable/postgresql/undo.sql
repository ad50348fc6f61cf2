-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.nickname.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    has => '{column public.users.nickname}');

-- takes back e1: New column users.nickname: only the catalog changes.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS nickname;
$ddl$);
