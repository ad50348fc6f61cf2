-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   events  ~ index events_kind: old form dropped
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The old form of index events.events_kind served the old application. The server cannot drop it concurrently from a partitioned table.
BEGIN;
DROP INDEX IF EXISTS public._sg_20260101000000_old_events_kind;
COMMIT;
