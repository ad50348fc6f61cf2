-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   a_parents  ~ table: options, whether it is logged, written anew
--   z_parents  ~ table: options, whether it is logged, written anew
--   children   ~ table: options, whether it is logged, written anew
--
-- Strongest locks: a_parents access-exclusive, z_parents access-exclusive, children access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: a_parents, z_parents, children.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:a_parents rewrite=yes scan=no tx=own
-- Writes table a_parents anew and into the log, so that it survives a crash of the server.
BEGIN;
ALTER TABLE public.a_parents SET LOGGED;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:z_parents rewrite=yes scan=no tx=own
-- Writes table z_parents anew and into the log, so that it survives a crash of the server.
BEGIN;
ALTER TABLE public.z_parents SET LOGGED;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:children rewrite=yes scan=no tx=own
-- Writes table children anew and into the log, so that it survives a crash of the server.
BEGIN;
ALTER TABLE public.children SET LOGGED;
COMMIT;
