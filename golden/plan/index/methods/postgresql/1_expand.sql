-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  + index users_brin
--          + index users_collated
--          + index users_data
--          + index users_hash
--          + index users_pattern
--          + index users_spot
--          + index users_tags
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e1, e2, e3, e4, e5, e6 and e7.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_brin, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_brin') AND NOT indisvalid) THEN
        DROP INDEX public.users_brin;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_brin ON public.users USING brin (at) WITH (pages_per_range = 64);
SET lock_timeout = '2s';

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_collated, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_collated') AND NOT indisvalid) THEN
        DROP INDEX public.users_collated;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_collated ON public.users USING btree (name COLLATE "C");
SET lock_timeout = '2s';

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_data, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_data') AND NOT indisvalid) THEN
        DROP INDEX public.users_data;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_data ON public.users USING gin (data jsonb_path_ops);
SET lock_timeout = '2s';

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_hash, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_hash') AND NOT indisvalid) THEN
        DROP INDEX public.users_hash;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_hash ON public.users USING hash (name);
SET lock_timeout = '2s';

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_pattern, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_pattern') AND NOT indisvalid) THEN
        DROP INDEX public.users_pattern;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_pattern ON public.users USING btree (name text_pattern_ops, age DESC NULLS LAST) INCLUDE (at) WITH (fillfactor = 80);
SET lock_timeout = '2s';

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_spot, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_spot') AND NOT indisvalid) THEN
        DROP INDEX public.users_spot;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_spot ON public.users USING gist (spot);
SET lock_timeout = '2s';

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_tags, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_tags') AND NOT indisvalid) THEN
        DROP INDEX public.users_tags;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_tags ON public.users USING gin (tags) WITH (fastupdate = 'off');
SET lock_timeout = '2s';
