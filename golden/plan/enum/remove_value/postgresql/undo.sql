-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: A trigger on table orders writes every value in its new type to _sg_20260101000000_new_history, _sg_20260101000000_new_status as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
COMMIT;

-- takes back e4: A column of type _sg_20260101000000_new_order_status beside column orders.status: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_status;
COMMIT;

-- takes back e3: A column of type _sg_20260101000000_new_order_status[] beside column orders.history: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_history;
COMMIT;

-- takes back e2: New enum _sg_20260101000000_new_order_status.
BEGIN;
DROP TYPE IF EXISTS public._sg_20260101000000_new_order_status;
COMMIT;
