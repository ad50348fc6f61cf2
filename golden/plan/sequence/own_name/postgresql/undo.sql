-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table marks, column users.id.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.bills,public.marks,public.notes,public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2}');

-- takes back e2: New column users.id: new rows get their number at once, existing rows later.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS id;
DROP SEQUENCE IF EXISTS public.user_numbers;
$ddl$);

-- takes back e1: New table marks.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.marks;
$ddl$);

CALL pg_temp.end_file(last => true);
