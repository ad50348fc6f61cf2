-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   old_orders  - table
--
-- Lost for good, unless there is a backup: the rows of table old_orders.
-- Strongest locks: old_orders access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:old_orders,access-exclusive:users rewrite=no scan=no tx=own
-- The old application may rely on foreign key old_orders.old_orders_user_id_fkey until here.
BEGIN;
ALTER TABLE public.old_orders DROP CONSTRAINT IF EXISTS old_orders_user_id_fkey;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:old_orders rewrite=no scan=no loss=table:old_orders tx=own
-- Only the old application uses table old_orders.
BEGIN;
DROP TABLE IF EXISTS public.old_orders;
COMMIT;
