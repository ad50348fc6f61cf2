-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on.
-- This migration has nothing to do in migrate and contract.
--
--   events  ~ partition events_2026 becomes events_y2026
--
-- Strongest locks: events.events_2026 access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:events.events_2026 rewrite=no scan=no tx=own
-- The declaration renames partition events.events_2026 to events.events_y2026. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.events_2026 RENAME TO events_y2026;
COMMIT;
