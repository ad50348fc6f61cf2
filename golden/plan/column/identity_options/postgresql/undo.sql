-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.a}',
    has => '{column public.a.id}');

-- takes back e1: Changes how column a.id is numbered.
CALL pg_temp.take_back('e1', '{public.a}', $ddl$
SELECT set_config('schemagen.position', pg_sequence_last_value(pg_get_serial_sequence('public.a', 'id')::regclass)::text, true);
ALTER TABLE public.a ALTER COLUMN id SET MINVALUE 1 SET MAXVALUE 2147483647 SET START WITH 1 SET NO CYCLE RESTART;
SELECT setval(pg_get_serial_sequence('public.a', 'id'), greatest(max(id)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 1), false) FROM public.a;
$ddl$);
