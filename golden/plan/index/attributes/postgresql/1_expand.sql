-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_comment: comment
--          ~ index i_first: old form set aside, new form built
--          ~ index i_include: old form set aside, new form built
--          ~ index i_method: old form set aside, new form built
--          ~ index i_opclass: old form set aside, new form built
--          ~ index i_with: storage
--
-- Strongest locks: users.i_comment share-update-exclusive, users.i_first share-update-exclusive, users share-update-exclusive, users.i_include share-update-exclusive, users.i_method share-update-exclusive, users.i_opclass share-update-exclusive, users.i_with share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e3, e5, e7 and e9.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:users.i_comment rewrite=no scan=no tx=own
-- A new comment for index users.i_comment.
BEGIN;
COMMENT ON INDEX public.i_comment IS 'Why it is here';
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users.i_first rewrite=no scan=no tx=own
-- The old index users.i_first serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_first') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_first RENAME TO _sg_20260101000000_old_i_first;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_first, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_first') AND NOT indisvalid) THEN
        DROP INDEX public.i_first;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_first ON public.users USING btree (age NULLS FIRST);
SET lock_timeout = '2s';

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
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_include ON public.users USING btree (name) INCLUDE (age);
SET lock_timeout = '2s';

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:users.i_method rewrite=no scan=no tx=own
-- The old index users.i_method serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_method') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_method RENAME TO _sg_20260101000000_old_i_method;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_method, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_method') AND NOT indisvalid) THEN
        DROP INDEX public.i_method;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_method ON public.users USING hash (name);
SET lock_timeout = '2s';

-- schemagen: id=e8 phase=expand lock=share-update-exclusive:users.i_opclass rewrite=no scan=no tx=own
-- The old index users.i_opclass serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_opclass') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_opclass RENAME TO _sg_20260101000000_old_i_opclass;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e9 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_opclass, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.i_opclass') AND NOT indisvalid) THEN
        DROP INDEX public.i_opclass;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_opclass ON public.users USING btree (name text_pattern_ops);
SET lock_timeout = '2s';

-- schemagen: id=e10 phase=expand lock=share-update-exclusive:users.i_with rewrite=no scan=no tx=own
-- New storage parameters for index users.i_with; they hold for what is written from here on.
BEGIN;
ALTER INDEX public.i_with SET (fillfactor = 70);
COMMIT;
