-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- This migration has nothing to do in expand and migrate.
--
--   t  ~ primary key: index built, dropped
--
-- Strongest locks: t access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: t.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c2.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step c2.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate the primary key of t would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    -- As many hashes as rows: no value is there twice, and the slower look has nothing to find.
    IF (SELECT count(*) = count(DISTINCT hashint8extended(a, hashint8extended(b, 0))) FROM public.t WHERE b IS NOT NULL AND a IS NOT NULL) THEN
        RETURN;
    END IF;
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT value AS key, row_number() OVER () AS number
              FROM (SELECT (b, a)::text AS value FROM public.t WHERE b IS NOT NULL AND a IS NOT NULL
                     GROUP BY b, a HAVING count(*) > 1) repeated) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% values of % are there more than once and would violate the primary key of t; the first: %', _sg_rows, 't', _sg_keys
            USING HINT = 'Make them differ, or drop the rule from the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:t rewrite=no scan=yes tx=none
-- A unique index for the new form of the primary key of t, built without blocking writers while the old one serves.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_t_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_t_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_t_pkey ON public.t (b, a);
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=access-exclusive:t rewrite=no scan=no tx=own
-- Changes the primary key of t.
BEGIN;
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS t_pkey;
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_t_pkey;
COMMIT;
