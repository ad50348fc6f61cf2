-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. The old one may issue statements that fail: step e1 tightens early, as the declaration asks.
-- This migration has nothing to do in migrate.
--
--   users             - table
--   people            + table
--   "people renamed"  + table
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames table users to people.
BEGIN;
ALTER TABLE public.users RENAME TO people;
COMMIT;
