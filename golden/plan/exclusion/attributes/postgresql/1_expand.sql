-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c1, c2, c3 and c4.
-- This migration has nothing to do in migrate.
--
--   bookings  ~ exclusion constraint e_storage: storage
--
-- Strongest locks: bookings.e_storage share-update-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:bookings.e_storage rewrite=no scan=no tx=own
-- New storage parameters for the index of exclusion constraint bookings.e_storage; they hold for what is written from here on.
BEGIN;
ALTER INDEX public.e_storage SET (fillfactor = 70);
COMMIT;
