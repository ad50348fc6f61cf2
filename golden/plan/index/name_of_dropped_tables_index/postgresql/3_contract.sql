-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   old     - table
--   orders  ~ index by_n
--
-- Lost for good, unless there is a backup: the rows of table old.
-- Strongest locks: old access-exclusive, orders._sg_20260101000000_new_by_n share-update-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:old rewrite=no scan=no loss=table:old tx=own
-- Only the old application uses table old.
BEGIN;
DROP TABLE IF EXISTS public.old;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:orders._sg_20260101000000_new_by_n rewrite=no scan=no tx=own
-- Index orders.by_n gets its name, which is free now.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_by_n RENAME TO by_n;
COMMIT;
