-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
--
--   events  ~ column note: NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: trigger dropped
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New rows must have a value of events.note from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn_note CHECK (note IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:events,share-update-exclusive:events.events_2026,share-update-exclusive:events.events_2027,share-update-exclusive:events.events_rest rewrite=no scan=yes tx=own
-- Looks at the existing rows for events.note without blocking writers.
BEGIN;
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn_note;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- NOT NULL of events.note, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN note SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_note;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the trigger on table events.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
COMMIT;
