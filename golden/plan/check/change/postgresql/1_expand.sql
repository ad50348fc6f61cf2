-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ check users_age_check: old or new rule
--          ~ check users_named: old or new rule
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- Until contract a row has to obey the old or the new rule of check users.users_age_check, so that both applications can write.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_age_check;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_either_users_age_check CHECK ((age > 0) OR (age > 10)) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- Until contract a row has to obey the old or the new rule of check users.users_named, so that both applications can write.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_named;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_either_users_named CHECK ((length(name) > 0) OR (length(name) > 1)) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
COMMIT;
