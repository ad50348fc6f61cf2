-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   later  ~ materialized view: rows, written anew
--   names  ~ materialized view: options, comment
--
-- Strongest locks: later access-exclusive, names share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Writes anew in full, while readers and writers wait: later.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:later rewrite=yes scan=yes tx=own
-- Materialized view later is filled.
BEGIN;
REFRESH MATERIALIZED VIEW public.later;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:names rewrite=no scan=no tx=own
-- New options for materialized view names.
BEGIN;
ALTER MATERIALIZED VIEW public.names SET (fillfactor = 70);
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:names rewrite=no scan=no tx=own
-- A new comment for materialized view names.
BEGIN;
COMMENT ON COLUMN public.names.name IS NULL;
COMMENT ON COLUMN public.names.id IS 'New';
COMMIT;
