-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.meters}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.meters.n,sequence public.tickets}',
    steps => '{e1,e2}');

-- takes back e2: Changes how column meters.n is numbered.
CALL pg_temp.take_back('e2', '{public.meters}', $ddl$
ALTER TABLE public.meters ALTER COLUMN n SET MINVALUE 1 SET START WITH 1;
$ddl$);

-- takes back e1: New options for sequence tickets.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER SEQUENCE public.tickets MINVALUE 1 START WITH 1;
$ddl$);

CALL pg_temp.end_file(last => true);
