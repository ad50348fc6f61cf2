-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   answer()  ~ function
--
-- Locks nothing that was there before.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET check_function_bodies = off;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=no tx=own
-- Changes function answer(). Privileges granted on function answer() go with it: grant them again.
BEGIN;
DROP FUNCTION IF EXISTS public.answer();
CREATE OR REPLACE FUNCTION public.answer() RETURNS text LANGUAGE sql AS $$ SELECT '42' $$;
COMMENT ON FUNCTION public.answer() IS 'New';
COMMIT;
