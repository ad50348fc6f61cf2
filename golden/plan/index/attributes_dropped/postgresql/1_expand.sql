-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
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
-- Strongest locks: users.i_collation share-update-exclusive, users share-update-exclusive, users.i_comment share-update-exclusive, users.i_include share-update-exclusive, users.i_nulls share-update-exclusive, users.i_params share-update-exclusive, users.i_unique share-update-exclusive, users.i_where share-update-exclusive, users.i_with share-update-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.i_collation,index public.i_comment,index public.i_include,index public.i_nulls,index public.i_params,index public.i_unique,index public.i_where,index public.i_with}');

-- e1 · The old index users.i_collation serves on under another name while the new one is built.
CALL pg_temp.run('e1', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_collation') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_collation RENAME TO _sg_20260101000000_old_i_collation;
    END IF;
END
$$;
$ddl$);

-- e2 · Index users.i_collation, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e2', builds => 'public.i_collation') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e2');
\endif

-- e3 · Takes the comment off index users.i_comment.
CALL pg_temp.run('e3', $ddl$
COMMENT ON INDEX public.i_comment IS NULL;
$ddl$);

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
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_include ON public.users USING btree (name);
SET lock_timeout = '200ms';
CALL pg_temp.done('e5');
\endif

-- e6 · The old index users.i_nulls serves on under another name while the new one is built.
CALL pg_temp.run('e6', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_nulls') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_nulls RENAME TO _sg_20260101000000_old_i_nulls;
    END IF;
END
$$;
$ddl$);

-- e7 · Index users.i_nulls, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e7', builds => 'public.i_nulls') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

-- e8 · The old index users.i_params serves on under another name while the new one is built.
CALL pg_temp.run('e8', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_params') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_params RENAME TO _sg_20260101000000_old_i_params;
    END IF;
END
$$;
$ddl$);

-- e9 · Index users.i_params, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e9', builds => 'public.i_params') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e9');
\endif

-- e10 · The old index users.i_unique serves on under another name while the new one is built.
CALL pg_temp.run('e10', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_unique') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_unique RENAME TO _sg_20260101000000_old_i_unique;
    END IF;
END
$$;
$ddl$);

-- e11 · Index users.i_unique, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e11', builds => 'public.i_unique') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e11');
\endif

-- e12 · The old index users.i_where serves on under another name while the new one is built.
CALL pg_temp.run('e12', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_where') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_where RENAME TO _sg_20260101000000_old_i_where;
    END IF;
END
$$;
$ddl$);

-- e13 · Index users.i_where, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e13', builds => 'public.i_where') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e13');
\endif

-- e14 · New storage parameters for index users.i_with; they hold for what is written from here on.
CALL pg_temp.run('e14', $ddl$
ALTER INDEX public.i_with RESET (fillfactor);
$ddl$);

CALL pg_temp.end_file();
