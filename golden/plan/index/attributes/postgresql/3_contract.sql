-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_first: old form dropped
--          ~ index i_include: old form dropped
--          ~ index i_method: old form dropped
--          ~ index i_nulls: old form set aside, new form built, old form dropped
--          ~ index i_opclass: old form dropped
--
-- Strongest locks: users share-update-exclusive, users.i_nulls share-update-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c6.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate index users.i_nulls would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate index users.i_nulls',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT age::text AS value FROM public.users
                     GROUP BY age HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c2 · The old form of index users.i_first served the old application.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_first;
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · The old form of index users.i_include served the old application.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_include;
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · The old form of index users.i_method served the old application.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_method;
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · The old index users.i_nulls serves on under another name while the new one is built.
CALL pg_temp.run('c5', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_nulls') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_nulls RENAME TO _sg_20260101000000_old_i_nulls;
    END IF;
END
$$;
$ddl$);

-- c6 · Index users.i_nulls, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('c6', builds => 'public.i_nulls') AS goes_on \gset
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
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i_nulls ON public.users USING btree (age) NULLS NOT DISTINCT;
SET lock_timeout = '200ms';
CALL pg_temp.done('c6');
\endif

-- c7 · The old form of index users.i_nulls served the old application.
SELECT pg_temp.begins('c7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_nulls;
SET lock_timeout = '200ms';
CALL pg_temp.done('c7');
\endif

-- c8 · The old form of index users.i_opclass served the old application.
SELECT pg_temp.begins('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_opclass;
SET lock_timeout = '200ms';
CALL pg_temp.done('c8');
\endif

CALL pg_temp.end_file(last => true);
