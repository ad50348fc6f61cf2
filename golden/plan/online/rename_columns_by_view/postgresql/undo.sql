-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e1: The declaration renames in table users mail to email, group to team.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
DROP VIEW IF EXISTS public.users;
ALTER TABLE public._sg_20260101000000_base_users RENAME TO users;
ALTER TABLE public.users RENAME COLUMN email TO mail;
ALTER TABLE public.users RENAME COLUMN team TO "group";
$ddl$);

CALL pg_temp.end_file(last => true);
