-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  + column whole
--          ~ all rows written anew
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: users.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=yes scan=no tx=own
-- New column users.whole; its values are written into every row.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS whole text GENERATED ALWAYS AS (first || ' ' || last) STORED;
COMMIT;
