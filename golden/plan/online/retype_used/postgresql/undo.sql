-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m16: Index orders._sg_20260101000000_new_orders_place, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_place;
SET lock_timeout = '2s';

-- takes back m14: New rows must obey foreign key lines._sg_20260101000000_new_lines_code_fkey.
BEGIN;
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_lines_code_fkey;
COMMIT;

-- takes back m13: Index orders._sg_20260101000000_new_orders_code, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_code;
SET lock_timeout = '2s';

-- takes back m11: New rows must obey check orders._sg_20260101000000_new_orders_amount_rate from here on.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_rate;
COMMIT;

-- takes back m9: New rows must obey check orders._sg_20260101000000_new_orders_amount_positive from here on.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_positive;
COMMIT;

-- takes back m8: NOT NULL of orders._sg_20260101000000_new_amount, orders._sg_20260101000000_new_code, orders._sg_20260101000000_new_place, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_amount DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_code DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_place DROP NOT NULL;
COMMIT;

-- takes back m6: New rows must have a value of orders._sg_20260101000000_new_amount, orders._sg_20260101000000_new_code, orders._sg_20260101000000_new_place from here on.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_code, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_place;
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

-- takes back e5: A trigger on table orders writes every value in its new type to _sg_20260101000000_new_amount, _sg_20260101000000_new_code, _sg_20260101000000_new_place as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
COMMIT;

-- takes back e4: A column of type bigint beside column orders.place: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_place;
COMMIT;

-- takes back e3: A column of type bigint beside column orders.code: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_code;
COMMIT;

-- takes back e2: A column of type bigint beside column orders.amount: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_amount;
COMMIT;
