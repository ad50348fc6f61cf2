-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   a  ~ column id: numbering
--
-- Strongest locks: a access-exclusive.
-- Reads in full: a.
-- Reads all rows while others wait: step e1.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.a}',
    has => '{column public.a.id}');

-- e1 · Changes how column a.id is numbered.
CALL pg_temp.under_lock('e1', '{public.a}', $ddl$
SELECT set_config('schemagen.position', pg_sequence_last_value(pg_get_serial_sequence('public.a', 'id')::regclass)::text, true);
ALTER TABLE public.a ALTER COLUMN id SET MINVALUE 0 SET MAXVALUE 5000 SET START WITH 100 SET CYCLE RESTART;
SELECT setval(pg_get_serial_sequence('public.a', 'id'), greatest(max(id)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 100), false) FROM public.a;
$ddl$);
