-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   users  + column token
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.token, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS token uuid;
ALTER TABLE public.users ALTER COLUMN token SET DEFAULT gen_random_uuid();
COMMIT;
