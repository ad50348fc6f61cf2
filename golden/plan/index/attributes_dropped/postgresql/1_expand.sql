-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c5.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_collation: old form set aside, new form built
--          ~ index i_comment: comment
--          ~ index i_include: old form set aside, new form built
--          ~ index i_nulls: old form set aside, new form built
--          ~ index i_params: old form set aside, new form built
--          ~ index i_unique: old form set aside, new form built
--          ~ index i_where: old form set aside, new form built
--          ~ index i_with: storage
--
-- Strongest locks: users.i_collation share-update-exclusive, users share-update-exclusive, users.i_comment share-update-exclusive, users.i_include share-update-exclusive, users.i_nulls share-update-exclusive, users.i_params share-update-exclusive, users.i_unique share-update-exclusive, users.i_where share-update-exclusive, users.i_with share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e2, e5, e7, e9, e11 and e13.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:users.i_collation rewrite=no scan=no tx=own
-- The old index users.i_collation serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_collation') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_collation RENAME TO _sg_20260101000000_old_i_collation;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_collation, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_collation') AND NOT indisvalid) THEN
        DROP INDEX public.i_collation;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_collation ON public.users USING btree (name COLLATE "POSIX");
SET lock_timeout = '2s';

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users.i_comment rewrite=no scan=no tx=own
-- Takes the comment off index users.i_comment.
BEGIN;
COMMENT ON INDEX public.i_comment IS NULL;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:users.i_include rewrite=no scan=no tx=own
-- The old index users.i_include serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_include') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_include RENAME TO _sg_20260101000000_old_i_include;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_include, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_include') AND NOT indisvalid) THEN
        DROP INDEX public.i_include;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_include ON public.users USING btree (name);
SET lock_timeout = '2s';

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:users.i_nulls rewrite=no scan=no tx=own
-- The old index users.i_nulls serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_nulls') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_nulls RENAME TO _sg_20260101000000_old_i_nulls;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_nulls, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_nulls') AND NOT indisvalid) THEN
        DROP INDEX public.i_nulls;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i_nulls ON public.users USING btree (age);
SET lock_timeout = '2s';

-- schemagen: id=e8 phase=expand lock=share-update-exclusive:users.i_params rewrite=no scan=no tx=own
-- The old index users.i_params serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_params') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_params RENAME TO _sg_20260101000000_old_i_params;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e9 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_params, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_params') AND NOT indisvalid) THEN
        DROP INDEX public.i_params;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_params ON public.users USING gist (words tsvector_ops (siglen = 200));
SET lock_timeout = '2s';

-- schemagen: id=e10 phase=expand lock=share-update-exclusive:users.i_unique rewrite=no scan=no tx=own
-- The old index users.i_unique serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_unique') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_unique RENAME TO _sg_20260101000000_old_i_unique;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e11 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_unique, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_unique') AND NOT indisvalid) THEN
        DROP INDEX public.i_unique;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_unique ON public.users USING btree (name);
SET lock_timeout = '2s';

-- schemagen: id=e12 phase=expand lock=share-update-exclusive:users.i_where rewrite=no scan=no tx=own
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

-- schemagen: id=e13 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
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
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_where ON public.users USING btree (name);
SET lock_timeout = '2s';

-- schemagen: id=e14 phase=expand lock=share-update-exclusive:users.i_with rewrite=no scan=no tx=own
-- New storage parameters for index users.i_with; they hold for what is written from here on.
BEGIN;
ALTER INDEX public.i_with RESET (fillfactor);
COMMIT;
