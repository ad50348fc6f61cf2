-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ check c_comment: comment
--          ~ check c_inherit: old or new rule
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- A new comment for check users.c_comment.
BEGIN;
COMMENT ON CONSTRAINT c_comment ON public.users IS 'Long enough';
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- Until contract a row has to obey the old or the new rule of check users.c_inherit, so that both applications can write.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_c_inherit;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_either_c_inherit CHECK (length(name) > 0) NO INHERIT NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS c_inherit;
COMMIT;
