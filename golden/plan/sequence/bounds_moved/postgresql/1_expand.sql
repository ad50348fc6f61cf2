-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   tickets  ~ sequence: options
--   meters   ~ column n: numbering
--
-- Strongest locks: tickets share-row-exclusive, meters access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: meters.
-- Reads all rows while others wait: step e2.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:tickets rewrite=no scan=no tx=own
-- New options for sequence tickets.
BEGIN;
ALTER SEQUENCE public.tickets CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 1000
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 1000 THEN 1000
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.tickets;
ALTER SEQUENCE public.tickets MINVALUE 1000 START WITH 1000 RESTART;
SELECT setval('public.tickets', current_setting('schemagen.position')::bigint, false);
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:meters rewrite=no scan=yes tx=own
-- Changes how column meters.n is numbered.
BEGIN;
SELECT set_config('schemagen.position', pg_sequence_last_value(pg_get_serial_sequence('public.meters', 'n')::regclass)::text, true);
ALTER TABLE public.meters ALTER COLUMN n SET MINVALUE 10 SET START WITH 10 RESTART;
SELECT setval(pg_get_serial_sequence('public.meters', 'n'), greatest(max(n)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 10), false) FROM public.meters;
COMMIT;
