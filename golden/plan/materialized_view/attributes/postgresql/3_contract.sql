-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on, because of steps c2 and c4.
-- This migration has nothing to do in migrate.
--
--   names    ~ index names_id: old form set aside, new form built, old form dropped
--   emptied  ~ materialized view: rows
--
-- Strongest locks: names.names_id share-update-exclusive, names share-update-exclusive, emptied access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: names, emptied.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c2.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c2 and c3.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:names.names_id rewrite=no scan=no tx=own
-- The old index names.names_id serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_old_names_id') IS NULL THEN
        ALTER INDEX IF EXISTS public.names_id RENAME TO _sg_old_names_id;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:names rewrite=no scan=yes tx=none
-- Index names.names_id, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.names_id;
CREATE UNIQUE INDEX CONCURRENTLY names_id ON public.names USING btree (id);
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:names rewrite=no scan=no tx=none
-- The old form of index names.names_id served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_names_id;
SET lock_timeout = '2s';

-- schemagen: id=c4 phase=contract lock=access-exclusive:emptied rewrite=no scan=yes tx=own
-- Materialized view emptied is emptied.
BEGIN;
REFRESH MATERIALIZED VIEW public.emptied WITH NO DATA;
COMMIT;
