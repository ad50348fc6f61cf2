-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
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
-- Strongest locks: users share-update-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{valid index public.users_brin,valid index public.users_collated,valid index public.users_data,valid index public.users_distinct,valid index public.users_hash,valid index public.users_pattern,valid index public.users_spot,valid index public.users_tags}');

-- e1 · Index users.users_brin, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e1', builds => 'public.users_brin') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e1');
\endif

-- e2 · Index users.users_collated, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e2', builds => 'public.users_collated') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e2');
\endif

-- e3 · Index users.users_data, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e3', builds => 'public.users_data') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e3');
\endif

-- e4 · Index users.users_hash, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e4', builds => 'public.users_hash') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e4');
\endif

-- e5 · Index users.users_pattern, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e5', builds => 'public.users_pattern') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e5');
\endif

-- e6 · Index users.users_spot, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e6', builds => 'public.users_spot') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e6');
\endif

-- e7 · Index users.users_tags, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e7', builds => 'public.users_tags') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

CALL pg_temp.end_file();
