-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   events  - foreign key events_user_id_fkey
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_rest access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_rest,access-exclusive:users rewrite=no scan=no tx=own
-- The new application does not obey foreign key events.events_user_id_fkey any more.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_user_id_fkey;
COMMIT;
