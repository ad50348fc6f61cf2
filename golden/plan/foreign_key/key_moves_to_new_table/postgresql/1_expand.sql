-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c4.
-- This migration has nothing to do in migrate.
--
--   new_t  + table with 1 column
--   old_t  ~ index u: successor built
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table new_t.
BEGIN;
CREATE TABLE public.new_t (
    a integer
);
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- Index new_t.u under another name, because index old_t.u still bears its own.
BEGIN;
CREATE UNIQUE INDEX _sg_20260101000000_new_u ON public.new_t USING btree (a);
COMMIT;
