-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   people  ~ table: renamed
--
-- Strongest locks: people access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:people,access-exclusive:users rewrite=no scan=no tx=own
-- The old application is gone: table users takes its new name people, and the view makes way.
BEGIN;
DROP FUNCTION IF EXISTS public.full_name(people);
DROP VIEW IF EXISTS public.people;
ALTER TABLE public.users RENAME TO people;
COMMIT;
