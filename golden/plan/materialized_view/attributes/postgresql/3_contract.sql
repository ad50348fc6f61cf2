-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3 and c5.
-- This migration has nothing to do in migrate.
--
--   names    ~ index names_id: old form set aside, new form built, old form dropped
--   emptied  ~ materialized view: rows
--
-- Strongest locks: names.names_id share-update-exclusive, names share-update-exclusive, emptied access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: names.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c3.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c3 and c4.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate index names.names_id would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT value AS key, row_number() OVER () AS number
              FROM (SELECT id::text AS value FROM public.names WHERE id IS NOT NULL
                     GROUP BY id HAVING count(*) > 1) repeated) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% values of % are there more than once and would violate index names.names_id; the first: %', _sg_rows, 'names', _sg_keys
            USING HINT = 'Make them differ, or drop the rule from the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:names.names_id rewrite=no scan=no tx=own
-- The old index names.names_id serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_names_id') IS NULL THEN
        ALTER INDEX IF EXISTS public.names_id RENAME TO _sg_20260101000000_old_names_id;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:names rewrite=no scan=yes tx=none
-- Index names.names_id, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:names rewrite=no scan=no tx=none
-- The old form of index names.names_id served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_names_id;
SET lock_timeout = '2s';

-- schemagen: id=c5 phase=contract lock=access-exclusive:emptied rewrite=no scan=no tx=own
-- Materialized view emptied is emptied.
BEGIN;
REFRESH MATERIALIZED VIEW public.emptied WITH NO DATA;
COMMIT;
