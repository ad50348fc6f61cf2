-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   s_free      ~ sequence: owner
--   s_moved     ~ sequence: owner, comment
--   s_unlogged  ~ sequence: options
--
-- Strongest locks: s_free share-row-exclusive, users access-share, s_moved share-row-exclusive, s_unlogged access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:s_free rewrite=no scan=no tx=own
-- Sequence s_free belongs to no column any more.
BEGIN;
ALTER SEQUENCE public.s_free OWNED BY NONE;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-share:users,share-row-exclusive:s_moved rewrite=no scan=no tx=own
-- Sequence s_moved belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.s_moved OWNED BY public.users.number;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:s_moved rewrite=no scan=no tx=own
-- Takes the comment off sequence s_moved.
BEGIN;
COMMENT ON SEQUENCE public.s_moved IS NULL;
COMMIT;

-- schemagen: id=e4 phase=expand lock=access-exclusive:s_unlogged rewrite=no scan=no tx=own
-- New options for sequence s_unlogged.
BEGIN;
ALTER SEQUENCE public.s_unlogged SET UNLOGGED;
COMMIT;
