-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_first: old form dropped
--          ~ index i_include: old form dropped
--          ~ index i_method: old form dropped
--          ~ index i_nulls: old form set aside, new form built, old form dropped
--          ~ index i_opclass: old form dropped
--
-- Strongest locks: users share-update-exclusive, users.i_nulls share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c5.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c1, c2, c3, c5, c6 and c7.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_first served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_first;
SET lock_timeout = '2s';

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_include served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_include;
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_method served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_method;
SET lock_timeout = '2s';

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:users.i_nulls rewrite=no scan=no tx=own
-- The old index users.i_nulls serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_old_i_nulls') IS NULL THEN
        ALTER INDEX IF EXISTS public.i_nulls RENAME TO _sg_old_i_nulls;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.i_nulls, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_nulls;
CREATE UNIQUE INDEX CONCURRENTLY i_nulls ON public.users USING btree (age) NULLS NOT DISTINCT;
SET lock_timeout = '2s';

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_nulls served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_nulls;
SET lock_timeout = '2s';

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_opclass served the old application.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_old_i_opclass;
SET lock_timeout = '2s';
