-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_columns
--          ~ index i_columns becomes i_columns set aside
--          ~ index i_expression
--          ~ index i_expression becomes i_expression set aside
--          ~ index i_order
--          ~ index i_order becomes i_order set aside
--          ~ index i_where
--          ~ index i_where becomes i_where set aside
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_columns serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_columns RENAME TO _sg_old_i_columns;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_columns, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_columns;
CREATE INDEX CONCURRENTLY i_columns ON public.users USING btree (name, age);

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_expression serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_expression RENAME TO _sg_old_i_expression;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_expression, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_expression;
CREATE INDEX CONCURRENTLY i_expression ON public.users USING btree ((upper(name)));

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_order serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_order RENAME TO _sg_old_i_order;
COMMIT;

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_order, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_order;
CREATE INDEX CONCURRENTLY i_order ON public.users USING btree (name, age DESC);

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The old index users.i_where serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public.i_where RENAME TO _sg_old_i_where;
COMMIT;

-- schemagen: id=e8 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_where, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.i_where;
CREATE INDEX CONCURRENTLY i_where ON public.users USING btree (name) WHERE (age > 2);
