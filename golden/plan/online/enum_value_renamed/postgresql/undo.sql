-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Stays: step e3. PostgreSQL cannot remove a value from an enum: the new values stay, and so do rows that the new application has written with them.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m10: NOT NULL of orders.state, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.orders ALTER COLUMN state DROP NOT NULL;
COMMIT;

-- takes back m8: New rows must have a value of orders.state from here on.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_state;
COMMIT;

-- takes back m5: Index orders._sg_20260101000000_new_orders_state_idx, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_state_idx;
SET lock_timeout = '2s';

-- takes back e9: The declaration renames index orders.orders_status_idx to orders.orders_state_idx.
BEGIN;
ALTER INDEX public.orders_state_idx RENAME TO orders_status_idx;
COMMIT;

-- takes back e8: A trigger on table orders keeps status and state equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
COMMIT;

-- takes back e7: The new name of column orders.status is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.orders DROP COLUMN IF EXISTS state;
COMMIT;

-- takes back e6: A trigger on table history writes every value in its new type to _sg_20260101000000_new_all, _sg_20260101000000_new_was as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_history ON public.history;
DROP FUNCTION IF EXISTS public._sg_20260101000000_history();
COMMIT;

-- takes back e5: A column of type _sg_20260101000000_new_order_status beside column history.was: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.history DROP COLUMN IF EXISTS _sg_20260101000000_new_was;
COMMIT;

-- takes back e4: A column of type _sg_20260101000000_new_order_status[] beside column history.all: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.history DROP COLUMN IF EXISTS _sg_20260101000000_new_all;
COMMIT;

-- takes back e2: New enum _sg_20260101000000_new_order_status.
BEGIN;
DROP TYPE IF EXISTS public._sg_20260101000000_new_order_status;
COMMIT;
