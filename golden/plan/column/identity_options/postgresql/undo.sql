-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: Changes how column a.id is numbered.
BEGIN;
SELECT set_config('schemagen.position', pg_sequence_last_value(pg_get_serial_sequence('public.a', 'id')::regclass)::text, true);
ALTER TABLE public.a ALTER COLUMN id SET MINVALUE 1 SET MAXVALUE 2147483647 SET START WITH 1 SET NO CYCLE RESTART;
SELECT setval(pg_get_serial_sequence('public.a', 'id'), greatest(max(id)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 1), false) FROM public.a;
COMMIT;
