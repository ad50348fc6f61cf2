-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   users  - column fax
--
-- Lost for good, unless there is a backup: the values of column users.fax.
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=no scan=no loss=column:users.fax tx=own
-- Only the old application uses column users.fax.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS fax;
COMMIT;
