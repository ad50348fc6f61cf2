-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: Changes how column meters.n is numbered.
BEGIN;
SELECT set_config('schemagen.position', pg_sequence_last_value(pg_get_serial_sequence('public.meters', 'n')::regclass)::text, true);
ALTER TABLE public.meters ALTER COLUMN n SET MINVALUE 1 SET MAXVALUE 9 SET START WITH 1 RESTART;
SELECT setval(pg_get_serial_sequence('public.meters', 'n'), greatest(max(n)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 1), false) FROM public.meters;
COMMIT;

-- takes back e1: New options for sequence tickets.
BEGIN;
ALTER SEQUENCE public.tickets MINVALUE 1 START WITH 1;
COMMIT;
