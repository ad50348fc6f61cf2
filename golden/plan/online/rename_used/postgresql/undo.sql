-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m13: New rows must obey foreign key lines._sg_20260101000000_new_lines_code_fkey.
BEGIN;
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_lines_code_fkey;
COMMIT;

-- takes back m11: New rows must obey check orders._sg_20260101000000_new_orders_amount_rate from here on.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_rate;
COMMIT;

-- takes back m9: New rows must obey check orders._sg_20260101000000_new_orders_amount_positive from here on.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_positive;
COMMIT;

-- takes back m8: NOT NULL of orders.number, orders.total, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.orders ALTER COLUMN number DROP NOT NULL, ALTER COLUMN total DROP NOT NULL;
COMMIT;

-- takes back m6: New rows must have a value of orders.number, orders.total from here on.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_total;
COMMIT;

-- takes back m3: Index orders._sg_20260101000000_new_orders_double, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_double;
SET lock_timeout = '2s';

-- takes back m2: Index orders._sg_20260101000000_new_orders_amount, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_amount;
SET lock_timeout = '2s';

-- takes back e5: Index orders._sg_20260101000000_new_orders_code, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_code;
SET lock_timeout = '2s';

-- takes back e4: A trigger on table orders keeps code and number, amount and total equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
COMMIT;

-- takes back e3: The new name of column orders.amount is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.orders DROP COLUMN IF EXISTS total;
COMMIT;

-- takes back e2: The new name of column orders.code is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.orders DROP COLUMN IF EXISTS number;
COMMIT;
