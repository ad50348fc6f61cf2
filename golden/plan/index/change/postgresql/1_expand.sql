-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_columns: old form set aside, new form built
--          ~ index i_expression: old form set aside, new form built
--          ~ index i_order: old form set aside, new form built
--          ~ index i_where: old form set aside, new form built
--
-- Strongest locks: users.i_columns share-update-exclusive, users share-update-exclusive, users.i_expression share-update-exclusive, users.i_order share-update-exclusive, users.i_where share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e2, e4, e6 and e8.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:users.i_columns rewrite=no scan=no tx=own
-- The old index users.i_columns serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_columns') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_columns RENAME TO _sg_20260101000000_old_i_columns;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_columns, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_columns') AND NOT indisvalid) THEN
        DROP INDEX public.i_columns;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_columns ON public.users USING btree (name, age);
SET lock_timeout = '2s';

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users.i_expression rewrite=no scan=no tx=own
-- The old index users.i_expression serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_expression') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_expression RENAME TO _sg_20260101000000_old_i_expression;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_expression, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_expression') AND NOT indisvalid) THEN
        DROP INDEX public.i_expression;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_expression ON public.users USING btree ((upper(name)));
SET lock_timeout = '2s';

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:users.i_order rewrite=no scan=no tx=own
-- The old index users.i_order serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_order') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_order RENAME TO _sg_20260101000000_old_i_order;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_order, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_order') AND NOT indisvalid) THEN
        DROP INDEX public.i_order;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_order ON public.users USING btree (name, age DESC);
SET lock_timeout = '2s';

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:users.i_where rewrite=no scan=no tx=own
-- The old index users.i_where serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_where') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_where RENAME TO _sg_20260101000000_old_i_where;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e8 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_where, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_where') AND NOT indisvalid) THEN
        DROP INDEX public.i_where;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_where ON public.users USING btree (name) WHERE (age > 2);
SET lock_timeout = '2s';
