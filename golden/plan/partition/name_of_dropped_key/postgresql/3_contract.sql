-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   events  - unique constraint events_id_key
--           ~ index events_id_key
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive, events._sg_20260101000000_new_events_id_key share-update-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The old application may rely on unique constraint events.events_id_key until here.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_id_key;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:events._sg_20260101000000_new_events_id_key rewrite=no scan=no tx=own
-- Index events.events_id_key gets its name, which is free now.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_events_id_key RENAME TO events_id_key;
ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_id_key RENAME TO events_2026_events_id_key;
ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_id_key RENAME TO events_2027_events_id_key;
ALTER INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_id_key RENAME TO events_rest_events_id_key;
COMMIT;
