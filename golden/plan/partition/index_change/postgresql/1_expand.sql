-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   events  ~ index events_kind
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- Reads all rows while others wait: step e1.
-- Writers wait while this runs: step e1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=yes tx=own
-- The old form of index events.events_kind goes and the new one is built in one transaction; readers and writers of all partitions wait meanwhile.
BEGIN;
DROP INDEX IF EXISTS public.events_kind;
CREATE INDEX events_kind ON public.events USING btree (kind, id);
COMMIT;
