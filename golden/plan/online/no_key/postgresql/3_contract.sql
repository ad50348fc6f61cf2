-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
--
--   log  ~ column level: NOT NULL for new rows, proved for existing rows, NOT NULL
--        ~ column size: NOT NULL for new rows, proved for existing rows, NOT NULL
--        ~ table: trigger dropped
--
-- Strongest locks: log access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: log.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:log rewrite=no scan=no tx=own
-- New rows must have a value of log.level, log.size from here on.
BEGIN;
ALTER TABLE public.log DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_level, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_size;
ALTER TABLE public.log ADD CONSTRAINT _sg_20260101000000_nn_level CHECK (level IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_size CHECK (size IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:log rewrite=no scan=yes tx=own
-- Looks at the existing rows for log.level, log.size without blocking writers.
BEGIN;
ALTER TABLE public.log VALIDATE CONSTRAINT _sg_20260101000000_nn_level, VALIDATE CONSTRAINT _sg_20260101000000_nn_size;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:log rewrite=no scan=no tx=own
-- NOT NULL of log.level, log.size, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.log ALTER COLUMN level SET NOT NULL, ALTER COLUMN size SET NOT NULL;
ALTER TABLE public.log DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_level, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_size;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:log rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the trigger on table log.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_log ON public.log;
DROP FUNCTION IF EXISTS public._sg_20260101000000_log();
COMMIT;
