-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   logs   ~ table: options, whether it is logged, written anew
--   users  ~ table: options, comment
--
-- Strongest locks: logs access-exclusive, users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: logs.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:logs rewrite=yes scan=no tx=own
-- Writes table logs anew and into the log, so that it survives a crash of the server.
BEGIN;
ALTER TABLE public.logs SET LOGGED;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- New storage parameters for table users.
BEGIN;
ALTER TABLE public.users SET (autovacuum_vacuum_scale_factor = '0.05', fillfactor = 70);
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- A new comment for table users.
BEGIN;
COMMENT ON TABLE public.users IS 'People who can sign in: it''s them';
COMMIT;
