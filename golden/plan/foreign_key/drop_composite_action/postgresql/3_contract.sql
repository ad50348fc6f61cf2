-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key notes_pair: trigger of its action dropped
--
-- Strongest locks: other.pairs access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:other.pairs rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for what foreign key notes.notes_pair did.
BEGIN;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_public.notes.notes_pair" ON other.pairs;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_public.notes.notes_pair"();
COMMIT;
