-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   seen()  + function
--   events  + trigger noticed
--
-- Strongest locks: events share-row-exclusive, events.events_2026 share-row-exclusive, events.events_2027 share-row-exclusive, events.events_rest share-row-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New function seen().
BEGIN;
CREATE OR REPLACE FUNCTION public.seen() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-row-exclusive:events,share-row-exclusive:events.events_2026,share-row-exclusive:events.events_2027,share-row-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New trigger events.noticed.
BEGIN;
CREATE TRIGGER noticed AFTER INSERT ON public.events FOR EACH ROW EXECUTE FUNCTION seen();
COMMIT;
