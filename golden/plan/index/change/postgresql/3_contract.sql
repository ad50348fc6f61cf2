-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on.
-- This migration has nothing to do in migrate.
--
--   users  · c1: The old form of index users.i_columns served the old application.
--          · c2: The old form of index users.i_expression served the old application.
--          · c3: The old form of index users.i_order served the old application.
--          · c4: The old form of index users.i_where served the old application.
--          ~ index i_unique
--          ~ index i_unique becomes i_unique set aside
--          · c7: The old form of index users.i_unique served the old application.
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Fails, and changes nothing, when existing rows violate the new rule: step c6.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_columns served the old application.
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_columns;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_expression served the old application.
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_expression;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_order served the old application.
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_order;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_where served the old application.
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_where;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_unique serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_unique RENAME TO _sg_old_i_unique;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_unique, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_unique;
CREATE UNIQUE INDEX CONCURRENTLY i_unique ON public.users USING btree (name);

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_unique served the old application.
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_unique;
