-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1, c2, c3 and c4.
-- Until contract the new application has to obey rules that it no longer states: steps c1, c2, c3 and c4.
-- This migration has nothing to do in migrate.
--
--   bookings  ~ exclusion constraint e_deferred
--             ~ exclusion constraint e_include
--             ~ exclusion constraint e_method
--             ~ exclusion constraint e_operator
--
-- Strongest locks: bookings access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: bookings.
-- Reads all rows while others wait: steps c1, c2, c3 and c4.
-- Writers wait while this runs: steps c1, c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c1, c2, c3 and c4.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:bookings rewrite=no scan=yes tx=own
-- The old form of exclusion constraint bookings.e_deferred goes and the new one comes in one transaction.
BEGIN;
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS e_deferred;
ALTER TABLE public.bookings ADD CONSTRAINT e_deferred EXCLUDE USING gist (during WITH &&) DEFERRABLE INITIALLY DEFERRED;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:bookings rewrite=no scan=yes tx=own
-- The old form of exclusion constraint bookings.e_include goes and the new one comes in one transaction.
BEGIN;
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS e_include;
ALTER TABLE public.bookings ADD CONSTRAINT e_include EXCLUDE USING gist (during WITH &&) INCLUDE (room);
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:bookings rewrite=no scan=yes tx=own
-- The old form of exclusion constraint bookings.e_method goes and the new one comes in one transaction.
BEGIN;
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS e_method;
ALTER TABLE public.bookings ADD CONSTRAINT e_method EXCLUDE USING spgist (during WITH &&);
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:bookings rewrite=no scan=yes tx=own
-- The old form of exclusion constraint bookings.e_operator goes and the new one comes in one transaction.
BEGIN;
ALTER TABLE public.bookings DROP CONSTRAINT IF EXISTS e_operator;
ALTER TABLE public.bookings ADD CONSTRAINT e_operator EXCLUDE USING gist (room WITH =, during WITH =);
COMMIT;
