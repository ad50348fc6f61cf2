-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table marks, column logs.at, column logs.between, column logs.name, column logs.ok.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.logs,public.marks}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.logs.at,column public.logs.between,column public.logs.name,column public.logs.ok,table public.marks}',
    steps => '{e1,e2,e3,e4,e5}');

-- takes back e5: New column logs.ok: only the catalog changes.
CALL pg_temp.take_back('e5', '{public.logs}', $ddl$
ALTER TABLE public.logs DROP COLUMN IF EXISTS ok;
$ddl$);

-- takes back e4: New column logs.name: only the catalog changes.
CALL pg_temp.take_back('e4', '{public.logs}', $ddl$
ALTER TABLE public.logs DROP COLUMN IF EXISTS name;
$ddl$);

-- takes back e3: New column logs.between: only the catalog changes.
CALL pg_temp.take_back('e3', '{public.logs}', $ddl$
ALTER TABLE public.logs DROP COLUMN IF EXISTS "between";
$ddl$);

-- takes back e2: New column logs.at: only the catalog changes.
CALL pg_temp.take_back('e2', '{public.logs}', $ddl$
ALTER TABLE public.logs DROP COLUMN IF EXISTS at;
$ddl$);

-- takes back e1: New table marks.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.marks;
$ddl$);

CALL pg_temp.end_file(last => true);
