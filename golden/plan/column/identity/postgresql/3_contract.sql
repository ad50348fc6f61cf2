-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   b  ~ column id: numbered by the database alone
--   c  ~ column id: numbering dropped
--
-- Strongest locks: b access-exclusive, c access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: b.
-- Reads all rows while others wait: step c1.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:b rewrite=no scan=yes tx=own
-- Numbers for column b.id come from the database alone.
BEGIN;
ALTER TABLE public.b ALTER COLUMN id SET GENERATED ALWAYS;
SELECT setval(pg_get_serial_sequence('public.b', 'id'), greatest(max(id)::bigint + 1, 1), false) FROM public.b;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:c rewrite=no scan=no tx=own
-- Column c.id gets no more numbers of its own.
BEGIN;
ALTER TABLE public.c ALTER COLUMN id DROP IDENTITY IF EXISTS;
COMMIT;
