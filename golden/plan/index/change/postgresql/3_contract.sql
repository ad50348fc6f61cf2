-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_columns: old form dropped
--          ~ index i_expression: old form dropped
--          ~ index i_order: old form dropped
--          ~ index i_unique: old form set aside, new form built, old form dropped
--          ~ index i_where: old form dropped
--
-- Strongest locks: users share-update-exclusive, users.i_unique share-update-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c6.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate index users.i_unique would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate index users.i_unique',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT name::text AS value FROM public.users WHERE name IS NOT NULL
                     GROUP BY name HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(name, 0)) FROM public.users WHERE name IS NOT NULL$none$);
$ddl$);

-- c2 · The old form of index users.i_columns served the old application.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_columns;
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · The old form of index users.i_expression served the old application.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_expression;
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · The old form of index users.i_order served the old application.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_order;
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · The old index users.i_unique serves on under another name while the new one is built.
CALL pg_temp.run('c5', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_unique') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_unique RENAME TO _sg_20260101000000_old_i_unique;
    END IF;
END
$$;
$ddl$);

-- c6 · Index users.i_unique, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('c6', builds => 'public.i_unique') AS goes_on \gset
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
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i_unique ON public.users USING btree (name);
SET lock_timeout = '200ms';
CALL pg_temp.done('c6');
\endif

-- c7 · The old form of index users.i_unique served the old application.
SELECT pg_temp.begins('c7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_unique;
SET lock_timeout = '200ms';
CALL pg_temp.done('c7');
\endif

-- c8 · The old form of index users.i_where served the old application.
SELECT pg_temp.begins('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_where;
SET lock_timeout = '200ms';
CALL pg_temp.done('c8');
\endif

CALL pg_temp.end_file(last => true);
