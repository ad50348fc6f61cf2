-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.c,column public.users.b}',
    lacks => '{column public.users.a}',
    steps => '{e1,e2}');

-- takes back e2: The declaration renames column users.a to users.b.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN b TO a;
$ddl$);

-- takes back e1: The declaration renames column users.b to users.c.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN c TO b;
$ddl$);

CALL pg_temp.end_file(last => true);
