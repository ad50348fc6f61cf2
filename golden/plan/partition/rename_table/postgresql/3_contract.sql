-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   happenings  ~ table: renamed
--
-- Strongest locks: happenings access-exclusive, events access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:happenings,access-exclusive:events rewrite=no scan=no tx=own
-- The old application is gone: table events takes its new name happenings, and the view makes way.
BEGIN;
DROP VIEW IF EXISTS public.happenings;
ALTER TABLE public.events RENAME TO happenings;
COMMIT;
