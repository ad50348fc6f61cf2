-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   events  ~ column id: new type
--           ~ all rows written anew
--           ~ all rows written anew
--           ~ all rows written anew
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: events.events_2026, events.events_2027, events.events_rest.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=yes scan=no tx=own
-- Changes column events.id, and every partition is written anew while readers and writers wait.
BEGIN;
ALTER TABLE public.events
    ALTER COLUMN id TYPE bigint;
COMMIT;
