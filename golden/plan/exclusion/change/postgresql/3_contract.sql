-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in expand and migrate.
--
--   bookings  ~ exclusion constraint no_overlap
--
-- Strongest locks: bookings access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: bookings.
-- Reads all rows while others wait: step c1.
-- Writers wait while this runs: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:bookings rewrite=no scan=yes tx=own
-- The old form of exclusion constraint bookings.no_overlap goes and the new one comes in one transaction.
BEGIN;
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS no_overlap;
ALTER TABLE public.bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0) DEFERRABLE;
COMMENT ON CONSTRAINT no_overlap ON public.bookings IS 'One at a time';
COMMIT;
