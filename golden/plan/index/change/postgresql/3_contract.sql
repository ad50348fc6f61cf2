-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_columns: old form dropped
--          ~ index i_expression: old form dropped
--          ~ index i_order: old form dropped
--          ~ index i_unique: old form set aside, new form built, old form dropped
--          ~ index i_where: old form dropped
--
-- Strongest locks: users share-update-exclusive, users.i_unique share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c6.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c2, c3, c4, c6, c7 and c8.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate index users.i_unique would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    -- As many hashes as rows: no value is there twice, and the slower look has nothing to find.
    IF (SELECT count(*) = count(DISTINCT hashtextextended(name, 0)) FROM public.users WHERE name IS NOT NULL) THEN
        RETURN;
    END IF;
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT value AS key, row_number() OVER () AS number
              FROM (SELECT name::text AS value FROM public.users WHERE name IS NOT NULL
                     GROUP BY name HAVING count(*) > 1) repeated) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% values of % are there more than once and would violate index users.i_unique; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Make them differ, or drop the rule from the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_columns served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_columns;
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_expression served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_expression;
SET lock_timeout = '2s';

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_order served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_order;
SET lock_timeout = '2s';

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:users.i_unique rewrite=no scan=no tx=own
-- The old index users.i_unique serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_unique') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_unique RENAME TO _sg_20260101000000_old_i_unique;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_unique, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_unique served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_unique;
SET lock_timeout = '2s';

-- schemagen: id=c8 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_where served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_where;
SET lock_timeout = '2s';
