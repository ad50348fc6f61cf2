-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   named  ~ view
--
-- Strongest locks: named access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:named rewrite=no scan=no tx=own
-- Changes view named. Privileges granted on view named go with it: grant them again.
BEGIN;
DROP VIEW IF EXISTS public.named;
CREATE VIEW public.named AS
SELECT id FROM users;
COMMIT;
