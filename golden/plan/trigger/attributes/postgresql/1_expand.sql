-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  + trigger users_touch
--          · e2: The comment of trigger users.users_touch.
--
-- Strongest locks: users share-row-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:users rewrite=no scan=no tx=own
-- A new form of trigger users.users_touch.
BEGIN;
ALTER TABLE public.users DISABLE TRIGGER users_touch;
COMMENT ON TRIGGER users_touch ON public.users IS 'Keeps names clean';
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The comment of trigger users.users_touch.
BEGIN;
COMMENT ON TRIGGER users_touch ON public.users IS 'Keeps names clean';
COMMIT;
