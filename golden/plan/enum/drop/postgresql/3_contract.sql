-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in expand and migrate.
--
--   orders        ~ column status: new type
--                 ~ all rows written anew
--   order_status  - enum
--
-- Strongest locks: orders access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: orders.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:orders rewrite=yes scan=no tx=own
-- Changes column orders.status.
BEGIN;
ALTER TABLE public.orders
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE text,
    ALTER COLUMN status SET DEFAULT 'new';
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=no tx=own
-- Nothing uses enum order_status any more.
BEGIN;
DROP TYPE IF EXISTS public.order_status;
COMMIT;
