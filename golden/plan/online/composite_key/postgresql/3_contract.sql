-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
--
--   seats  ~ column note: NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: trigger dropped
--
-- Strongest locks: seats access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: seats.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:seats rewrite=no scan=no tx=own
-- New rows must have a value of seats.note from here on.
BEGIN;
ALTER TABLE public.seats DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
ALTER TABLE public.seats ADD CONSTRAINT _sg_20260101000000_nn_note CHECK (note IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:seats rewrite=no scan=yes tx=own
-- Looks at the existing rows for seats.note without blocking writers.
BEGIN;
ALTER TABLE public.seats VALIDATE CONSTRAINT _sg_20260101000000_nn_note;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:seats rewrite=no scan=no tx=own
-- NOT NULL of seats.note, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.seats ALTER COLUMN note SET NOT NULL;
ALTER TABLE public.seats DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:seats rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the trigger on table seats.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_seats ON public.seats;
DROP FUNCTION IF EXISTS public._sg_20260101000000_seats();
COMMIT;
