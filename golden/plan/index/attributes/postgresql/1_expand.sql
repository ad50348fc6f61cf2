-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_comment: comment
--          ~ index i_first: old form set aside, new form built
--          ~ index i_include: old form set aside, new form built
--          ~ index i_method: old form set aside, new form built
--          ~ index i_opclass: old form set aside, new form built
--          ~ index i_with: storage
--
-- Strongest locks: users.i_comment share-update-exclusive, users.i_first share-update-exclusive, users share-update-exclusive, users.i_include share-update-exclusive, users.i_method share-update-exclusive, users.i_opclass share-update-exclusive, users.i_with share-update-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.i_comment,index public.i_first,index public.i_include,index public.i_method,index public.i_nulls,index public.i_opclass,index public.i_with}');

-- e1 · A new comment for index users.i_comment.
CALL pg_temp.run('e1', $ddl$
COMMENT ON INDEX public.i_comment IS 'Why it is here';
$ddl$);

-- e2 · The old index users.i_first serves on under another name while the new one is built.
CALL pg_temp.run('e2', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_first') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_first RENAME TO _sg_20260101000000_old_i_first;
    END IF;
END
$$;
$ddl$);

-- e3 · Index users.i_first, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e3', builds => 'public.i_first') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e3');
\endif

-- e4 · The old index users.i_include serves on under another name while the new one is built.
CALL pg_temp.run('e4', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_include') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_include RENAME TO _sg_20260101000000_old_i_include;
    END IF;
END
$$;
$ddl$);

-- e5 · Index users.i_include, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e5', builds => 'public.i_include') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e5');
\endif

-- e6 · The old index users.i_method serves on under another name while the new one is built.
CALL pg_temp.run('e6', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_method') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_method RENAME TO _sg_20260101000000_old_i_method;
    END IF;
END
$$;
$ddl$);

-- e7 · Index users.i_method, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e7', builds => 'public.i_method') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

-- e8 · The old index users.i_opclass serves on under another name while the new one is built.
CALL pg_temp.run('e8', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_opclass') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_opclass RENAME TO _sg_20260101000000_old_i_opclass;
    END IF;
END
$$;
$ddl$);

-- e9 · Index users.i_opclass, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e9', builds => 'public.i_opclass') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e9');
\endif

-- e10 · New storage parameters for index users.i_with; they hold for what is written from here on.
CALL pg_temp.run('e10', $ddl$
ALTER INDEX public.i_with SET (fillfactor = 70);
$ddl$);

CALL pg_temp.end_file();
