-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   users  + check users_age_check: proved for existing rows
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Fails, and changes nothing, when existing rows violate the new rule: step c2.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must obey check users.users_age_check from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Existing rows are checked against check users.users_age_check without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT users_age_check;
COMMIT;
