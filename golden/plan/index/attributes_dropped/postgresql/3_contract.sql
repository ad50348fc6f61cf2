-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c5.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_collation: old form dropped
--          ~ index i_include: old form dropped
--          ~ index i_nulls: old form dropped
--          ~ index i_params: old form dropped
--          ~ index i_unique: old form dropped
--          ~ index i_where: old form dropped
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c1, c2, c3, c4, c5 and c6.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_collation served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_collation;
SET lock_timeout = '2s';

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_include served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_include;
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_nulls served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_nulls;
SET lock_timeout = '2s';

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_params served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_params;
SET lock_timeout = '2s';

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_unique served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_unique;
SET lock_timeout = '2s';

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- The old form of index users.i_where served the old application.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_where;
SET lock_timeout = '2s';
