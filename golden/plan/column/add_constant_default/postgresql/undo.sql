-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.mood, column users.points.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.mood,column public.users.points}',
    steps => '{e1,e2}');

-- takes back e2: New column users.points: only the catalog changes.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS points;
$ddl$);

-- takes back e1: New column users.mood: only the catalog changes.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS mood;
$ddl$);

CALL pg_temp.end_file(last => true);
