-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ column fax: nullable
--          - check users_score_check
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The new application does not write column users.fax any more.
BEGIN;
ALTER TABLE public.users ALTER COLUMN fax DROP NOT NULL;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The new application does not obey check users.users_score_check any more.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_score_check;
COMMIT;
