-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_columns: old form set aside, new form built
--          ~ index i_expression: old form set aside, new form built
--          · e5: The planner of queries learns what the indexed expressions look like.
--          ~ index i_order: old form set aside, new form built
--          ~ index i_where: old form set aside, new form built
--
-- Strongest locks: users.i_columns share-update-exclusive, users share-update-exclusive, users.i_expression share-update-exclusive, users.i_order share-update-exclusive, users.i_where share-update-exclusive.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.i_columns,index public.i_expression,index public.i_order,index public.i_unique,index public.i_where}');

-- e1 · The old index users.i_columns serves on under another name while the new one is built.
CALL pg_temp.run('e1', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_columns') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_columns RENAME TO _sg_20260101000000_old_i_columns;
    END IF;
END
$$;
$ddl$);

-- e2 · Index users.i_columns, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e2', builds => 'public.i_columns') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e2');
\endif

-- e3 · The old index users.i_expression serves on under another name while the new one is built.
CALL pg_temp.run('e3', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_expression') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_expression RENAME TO _sg_20260101000000_old_i_expression;
    END IF;
END
$$;
$ddl$);

-- e4 · Index users.i_expression, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e4', builds => 'public.i_expression') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e4');
\endif

-- e5 · The planner of queries learns what the indexed expressions look like.
CALL pg_temp.under_lock('e5', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e6 · The old index users.i_order serves on under another name while the new one is built.
CALL pg_temp.run('e6', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_order') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_order RENAME TO _sg_20260101000000_old_i_order;
    END IF;
END
$$;
$ddl$);

-- e7 · Index users.i_order, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e7', builds => 'public.i_order') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

-- e8 · The old index users.i_where serves on under another name while the new one is built.
CALL pg_temp.run('e8', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_where') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_where RENAME TO _sg_20260101000000_old_i_where;
    END IF;
END
$$;
$ddl$);

-- e9 · Index users.i_where, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e9', builds => 'public.i_where') AS goes_on \gset
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
CREATE INDEX CONCURRENTLY IF NOT EXISTS i_where ON public.users USING btree (name) WHERE (age > 2);
SET lock_timeout = '200ms';
CALL pg_temp.done('e9');
\endif

CALL pg_temp.end_file();
