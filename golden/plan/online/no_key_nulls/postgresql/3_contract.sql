-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
--
--   log  ~ table: trigger dropped
--
-- Strongest locks: log access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:log rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the trigger on table log.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_log ON public.log;
DROP FUNCTION IF EXISTS public._sg_20260101000000_log();
COMMIT;
