-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  + column seen_at
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.seen_at: only the catalog changes.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS seen_at timestamp with time zone DEFAULT now() NOT NULL;
COMMIT;
