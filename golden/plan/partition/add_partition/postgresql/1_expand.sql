-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   events  + partition events_2027
--
-- Strongest locks: events share-update-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:events rewrite=no scan=no tx=own
-- New partition events.events_2027, made beside its table and attached.
BEGIN;
CREATE TABLE public.events_2027 (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
COMMIT;
