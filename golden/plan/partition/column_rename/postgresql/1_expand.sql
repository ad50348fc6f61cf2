-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on.
-- This migration has nothing to do in migrate and contract.
--
--   events  ~ column kind becomes sort
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The declaration renames column events.kind to events.sort. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.events RENAME COLUMN kind TO sort;
COMMIT;
