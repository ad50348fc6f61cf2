-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ trigger users_touch: new form
--
-- Strongest locks: users share-row-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:users rewrite=no scan=no tx=own
-- A new form for trigger users.users_touch.
BEGIN;
ALTER TABLE public.users DISABLE TRIGGER users_touch;
COMMENT ON TRIGGER users_touch ON public.users IS 'Keeps names clean';
COMMIT;
