-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   orders  - unique constraint orders_code_key
--           ~ index orders_code_key
--
-- Strongest locks: orders access-exclusive, orders._sg_20260101000000_new_orders_code_key share-update-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- The old application may rely on unique constraint orders.orders_code_key until here.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_code_key;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:orders._sg_20260101000000_new_orders_code_key rewrite=no scan=no tx=own
-- Index orders.orders_code_key gets its name, which is free now.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_orders_code_key RENAME TO orders_code_key;
COMMENT ON INDEX public.orders_code_key IS 'No code twice';
COMMIT;
