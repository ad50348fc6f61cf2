-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  · e1: Storage of index users.i_with.
--          · e2: The comment of index users.i_comment.
--          ~ index i_first
--          ~ index i_first becomes i_first set aside
--          ~ index i_include
--          ~ index i_include becomes i_include set aside
--          ~ index i_method
--          ~ index i_method becomes i_method set aside
--          ~ index i_opclass
--          ~ index i_opclass becomes i_opclass set aside
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- Storage of index users.i_with.
BEGIN;
ALTER INDEX public.i_with SET (fillfactor = 70);
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The comment of index users.i_comment.
BEGIN;
COMMENT ON INDEX public.i_comment IS 'Why it is here';
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_first serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_first RENAME TO _sg_old_i_first;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_first, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_first;
CREATE INDEX CONCURRENTLY i_first ON public.users USING btree (age NULLS FIRST);

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_include serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_include RENAME TO _sg_old_i_include;
COMMIT;

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_include, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_include;
CREATE INDEX CONCURRENTLY i_include ON public.users USING btree (name) INCLUDE (age);

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_method serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_method RENAME TO _sg_old_i_method;
COMMIT;

-- schemagen: id=e8 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_method, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_method;
CREATE INDEX CONCURRENTLY i_method ON public.users USING hash (name);

-- schemagen: id=e9 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_opclass serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_opclass RENAME TO _sg_old_i_opclass;
COMMIT;

-- schemagen: id=e10 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_opclass, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_opclass;
CREATE INDEX CONCURRENTLY i_opclass ON public.users USING btree (name text_pattern_ops);
