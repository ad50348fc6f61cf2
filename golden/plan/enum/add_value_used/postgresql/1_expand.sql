-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   order_status  ~ enum: new values
--   orders        ~ column status: new default
--
-- Strongest locks: orders access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step e1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=none
-- New values of enum order_status, committed at once so that later steps can use them. The old application reads what the new one writes.
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'draft' BEFORE 'new';

-- schemagen: id=e2 phase=expand lock=access-exclusive:orders rewrite=no scan=no tx=own
-- A new default for column orders.status: rows that are there keep their values.
BEGIN;
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'draft';
COMMIT;
