-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   order_status  + enum
--   orders        · e2: The default of column orders.status.
--
-- Strongest locks: orders access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=none
-- New values of enum order_status, committed at once so that later steps can use them.
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'draft' BEFORE 'new';

-- schemagen: id=e2 phase=expand lock=access-exclusive:orders rewrite=no scan=no tx=own
-- The default of column orders.status.
BEGIN;
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'draft';
COMMIT;
