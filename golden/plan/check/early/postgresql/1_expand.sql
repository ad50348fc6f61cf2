-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on.
-- This migration has nothing to do in migrate and contract.
--
--   users  + check users_named: proved for existing rows
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Fails, and changes nothing, when existing rows violate the new rule: step e2.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must obey check users.users_named from here on, early, as the declaration asks.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 0) NOT VALID;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Existing rows are checked against check users.users_named without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
COMMIT;
