-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    has => '{constraint public.users.users_name,index public.users_name}');

-- takes back e1: New storage parameters for the index of unique constraint users.users_name; they hold for what is written from here on.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER INDEX public.users_name SET (fillfactor = 90);
$ddl$);
