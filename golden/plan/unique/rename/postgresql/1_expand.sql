-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ unique constraint old_name becomes new_name
--
-- Strongest locks: users.old_name share-update-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:users.old_name rewrite=no scan=no tx=own
-- The declaration renames unique constraint users.old_name to users.new_name.
BEGIN;
ALTER INDEX public.old_name RENAME TO new_name;
COMMIT;
