-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   a  ~ column id: numbering
--
-- Strongest locks: a access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: a.
-- Reads all rows while others wait: step e1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:a rewrite=no scan=yes tx=own
-- Changes how column a.id is numbered.
BEGIN;
SELECT set_config('schemagen.position', pg_sequence_last_value(pg_get_serial_sequence('public.a', 'id')::regclass)::text, true);
ALTER TABLE public.a ALTER COLUMN id SET MINVALUE 0 SET MAXVALUE 5000 SET START WITH 100 SET CYCLE RESTART;
SELECT setval(pg_get_serial_sequence('public.a', 'id'), greatest(max(id)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 100), false) FROM public.a;
COMMIT;
