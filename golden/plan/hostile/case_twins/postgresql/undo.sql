-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table Users, table users.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"public.\"Users\"",public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.Users,table public.users,type public.Mood,type public.mood}',
    steps => '{e1,e2,e3,e4}');

-- takes back e4: New table users.
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP TABLE IF EXISTS public.users;
$ddl$);

-- takes back e3: New table Users.
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP TABLE IF EXISTS public."Users";
$ddl$);

-- takes back e2: New enum mood.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TYPE IF EXISTS public.mood;
$ddl$);

-- takes back e1: New enum Mood.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TYPE IF EXISTS public."Mood";
$ddl$);

CALL pg_temp.end_file(last => true);
