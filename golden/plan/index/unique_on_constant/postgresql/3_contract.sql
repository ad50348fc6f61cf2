-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3 and c4.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   sites  + index one_here
--          + index one_name
--          · c5: The planner of queries learns what the indexed expressions look like.
--
-- Strongest locks: sites share-update-exclusive.
-- Reads in full: sites.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c3 and c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.sites}',
    marker => 'public._sg_20260101000000()',
    lacks => '{valid index public.one_here,valid index public.one_name}');

-- c1 · Rows that violate index sites.one_here would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of sites', 'are there more than once and would violate index sites.one_here',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (SELECT true)::text AS value FROM public.sites WHERE (name = 'here') AND (SELECT true) IS NOT NULL
                     GROUP BY (SELECT true) HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c2 · Rows that violate index sites.one_name would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('values of sites', 'are there more than once and would violate index sites.one_name',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT ((SELECT 1), name)::text AS value FROM public.sites WHERE (SELECT 1) IS NOT NULL AND name IS NOT NULL
                     GROUP BY (SELECT 1), name HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c3 · Index sites.one_here, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('c3', builds => 'public.one_here') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.one_here') AND NOT indisvalid) THEN
        DROP INDEX public.one_here;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one_here ON public.sites USING btree ((true)) WHERE (name = 'here');
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · Index sites.one_name, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('c4', builds => 'public.one_name') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.one_name') AND NOT indisvalid) THEN
        DROP INDEX public.one_name;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one_name ON public.sites USING btree ((1), name);
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · The planner of queries learns what the indexed expressions look like.
CALL pg_temp.under_lock('c5', '{public.sites}', $ddl$
ANALYZE public.sites;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
