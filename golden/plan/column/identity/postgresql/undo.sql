-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.a,public.b,public.c}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2}');

-- takes back e4: The new application writes numbers of its own to column c.id.
CALL pg_temp.take_back('e4', '{public.c}', $ddl$
ALTER TABLE public.c ALTER COLUMN id SET GENERATED ALWAYS;
$ddl$);

-- takes back e3: Numbers for column b.id, going on behind the greatest one in use.
CALL pg_temp.take_back('e3', '{public.b}', $ddl$
ALTER TABLE public.b ALTER COLUMN id DROP IDENTITY IF EXISTS;
$ddl$);

-- takes back e2: Changes how column a.n is numbered.
CALL pg_temp.take_back('e2', '{public.a}', $ddl$
ALTER TABLE public.a ALTER COLUMN n SET INCREMENT BY 5 SET CACHE 1;
$ddl$);

-- takes back e1: Changes how column a.id is numbered.
CALL pg_temp.take_back('e1', '{public.a}', $ddl$
ALTER TABLE public.a ALTER COLUMN id SET GENERATED ALWAYS;
$ddl$);

CALL pg_temp.end_file(last => true);
