-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   orders        ~ column status: the new form in place of the old one
--                 ~ table: trigger dropped
--   order_status  - enum
--
-- Strongest locks: orders access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: orders.status in its new type.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_sync_orders();
ALTER TABLE public.orders DROP COLUMN status;
ALTER TABLE public.orders RENAME COLUMN _sg_new_status TO status;
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'new';
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=no tx=own
-- Nothing uses enum order_status any more.
BEGIN;
DROP TYPE IF EXISTS public.order_status;
COMMIT;
