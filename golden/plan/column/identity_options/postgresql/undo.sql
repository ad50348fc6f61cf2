-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.a}',
    has => '{column public.a.id}');

-- takes back e1: Changes how column a.id is numbered.
CALL pg_temp.take_back('e1', '{public.a}', $ddl$
ALTER TABLE public.a ALTER COLUMN id SET MINVALUE 1 SET MAXVALUE 2147483647 SET START WITH 1 SET NO CYCLE;
$ddl$);
