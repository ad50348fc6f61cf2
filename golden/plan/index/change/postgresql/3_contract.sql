-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
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
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c5.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c1, c2, c3, c5, c6 and c7.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_columns served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_columns;
SET lock_timeout = '2s';

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_expression served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_expression;
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_order served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_order;
SET lock_timeout = '2s';

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:users.i_unique rewrite=no scan=no tx=own
-- The old index users.i_unique serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_old_i_unique') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_unique RENAME TO _sg_old_i_unique;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_unique, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_unique;
CREATE UNIQUE INDEX CONCURRENTLY i_unique ON public.users USING btree (name);
SET lock_timeout = '2s';

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_unique served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_unique;
SET lock_timeout = '2s';

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_where served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_where;
SET lock_timeout = '2s';
