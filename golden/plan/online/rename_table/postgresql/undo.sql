-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column people.name.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.people,public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{}');

-- takes back e3: A trigger on table people fills in name for the old application.
CALL pg_temp.take_back('e3', '{public.people,public.users}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_people ON public.people;
DROP FUNCTION IF EXISTS public._sg_20260101000000_people();
$ddl$);

-- takes back e2: New column people.name, empty in existing rows for now.
CALL pg_temp.take_back('e2', '{public.people,public.users}', $ddl$
ALTER TABLE public.people DROP COLUMN IF EXISTS name;
$ddl$);

-- takes back e1: The declaration renames table users to people.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
DROP VIEW IF EXISTS public.users;
ALTER TABLE public.people RENAME TO users;
$ddl$);

CALL pg_temp.end_file(last => true);
