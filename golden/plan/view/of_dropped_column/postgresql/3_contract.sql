-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   faxes  ~ view
--   users  - column fax
--
-- Lost for good, unless there is a backup: the values of column users.fax.
-- Strongest locks: faxes access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:faxes rewrite=no scan=no tx=own
-- Changes view faxes. Privileges granted on view faxes go with it: grant them again.
BEGIN;
DROP VIEW IF EXISTS public.faxes;
CREATE VIEW public.faxes AS
SELECT id FROM users;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no loss=column:users.fax tx=own
-- Only the old application uses column users.fax.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS fax;
COMMIT;
