-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   happenings  ~ table: view of the old name dropped
--
-- Locks nothing that was there before.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the old name of table happenings.
BEGIN;
DROP VIEW IF EXISTS public.events;
COMMIT;
