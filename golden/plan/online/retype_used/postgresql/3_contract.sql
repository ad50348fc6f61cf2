-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   orders  ~ column amount: the new form in place of the old one
--           ~ column code: the new form in place of the old one
--           ~ column place: the new form in place of the old one
--           ~ unique constraint orders_code
--           ~ unique constraint orders_place
--           ~ check orders_amount_positive
--           ~ check orders_amount_rate
--           ~ index orders_amount
--           ~ index orders_double
--           ~ trigger orders_log
--           ~ table: trigger dropped
--   lines   ~ foreign key lines_code_fkey
--   big     ~ view
--   bigger  ~ view
--
-- Strongest locks: lines access-exclusive, orders access-exclusive, big access-exclusive, bigger access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:lines,access-exclusive:orders,access-exclusive:big,access-exclusive:bigger rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: orders.amount in its new type, orders.code in its new type, orders.place in its new type. Made anew around it: view big, view bigger, trigger orders.orders_log.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_sync_orders();
DROP TRIGGER IF EXISTS orders_log ON public.orders;
DROP VIEW IF EXISTS public.bigger;
DROP VIEW IF EXISTS public.big;
DROP INDEX IF EXISTS public.orders_double;
DROP INDEX IF EXISTS public.orders_amount;
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS lines_code_fkey;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_amount_rate;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_amount_positive;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_place;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_code;
ALTER TABLE public.orders DROP COLUMN amount;
ALTER TABLE public.orders RENAME COLUMN _sg_new_amount TO amount;
ALTER TABLE public.orders ALTER COLUMN amount SET DEFAULT 0;
ALTER TABLE public.orders DROP COLUMN code;
ALTER TABLE public.orders RENAME COLUMN _sg_new_code TO code;
ALTER TABLE public.orders DROP COLUMN place;
ALTER TABLE public.orders RENAME COLUMN _sg_new_place TO place;
ALTER TABLE public.orders ADD CONSTRAINT orders_code UNIQUE USING INDEX _sg_new_orders_code;
ALTER TABLE public.orders ADD CONSTRAINT orders_place UNIQUE USING INDEX _sg_new_orders_place DEFERRABLE;
COMMENT ON CONSTRAINT orders_place ON public.orders IS 'One order a place';
ALTER TABLE public.orders RENAME CONSTRAINT _sg_new_orders_amount_positive TO orders_amount_positive;
ALTER TABLE public.orders RENAME CONSTRAINT _sg_new_orders_amount_rate TO orders_amount_rate;
ALTER TABLE public.lines RENAME CONSTRAINT _sg_new_lines_code_fkey TO lines_code_fkey;
ALTER INDEX public._sg_new_orders_amount RENAME TO orders_amount;
ALTER INDEX public._sg_new_orders_double RENAME TO orders_double;
CREATE VIEW public.big AS
SELECT id, amount FROM orders WHERE amount > 100;
COMMENT ON VIEW public.big IS 'Orders that somebody looks at';
CREATE VIEW public.bigger AS
SELECT id, amount FROM big WHERE amount > 1000;
CREATE TRIGGER orders_log AFTER UPDATE OF amount ON public.orders FOR EACH ROW WHEN (old.amount <> new.amount) EXECUTE FUNCTION log_amount();
COMMIT;
