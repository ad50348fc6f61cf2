-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3 and c5.
-- This migration has nothing to do in migrate.
--
--   names    ~ index names_id: old form set aside, new form built, old form dropped
--   emptied  ~ materialized view: rows
--
-- Strongest locks: names.names_id share-update-exclusive, names share-update-exclusive, emptied access-exclusive.
-- Reads in full: names.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.names}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate index names.names_id would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of names', 'are there more than once and would violate index names.names_id',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT id::text AS value FROM public.names WHERE id IS NOT NULL
                     GROUP BY id HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c2 · The old index names.names_id serves on under another name while the new one is built.
CALL pg_temp.run('c2', $ddl$
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_names_id') IS NULL THEN
        ALTER INDEX IF EXISTS public.names_id RENAME TO _sg_20260101000000_old_names_id;
    END IF;
END
$$;
$ddl$);

-- c3 · Index names.names_id, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.names_id') AND NOT indisvalid) THEN
        DROP INDEX public.names_id;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS names_id ON public.names USING btree (id);
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · The old form of index names.names_id served the old application.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_names_id;
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · Materialized view emptied is emptied.
CALL pg_temp.run('c5', $ddl$
REFRESH MATERIALIZED VIEW public.emptied WITH NO DATA;
$ddl$);

CALL pg_temp.end_file(last => true);
