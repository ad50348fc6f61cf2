-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   bookings  ~ exclusion constraint no_overlap becomes never_twice
--
-- Strongest locks: bookings.no_overlap share-update-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:bookings.no_overlap rewrite=no scan=no tx=own
-- The declaration renames exclusion constraint bookings.no_overlap to bookings.never_twice.
BEGIN;
ALTER INDEX public.no_overlap RENAME TO never_twice;
COMMIT;
