-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   history  ~ column _sg_20260101000000_new_all: filled, values verified
--            ~ column _sg_20260101000000_new_was: filled, values verified
--            ~ table: statistics
--   orders   ~ column state: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--            + index orders_state_idx
--            ~ table: statistics
--            · m8: Let the new application write table orders too; a row that is given both forms of a column must be given the same.
--
-- Strongest locks: history share-update-exclusive, orders access-exclusive.
-- Reads in full: history, orders.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.history,public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c8,c9}');

-- m1 · Backfill _sg_20260101000000_new_all, _sg_20260101000000_new_was of table history in batches.
CALL pg_temp.backfill('public.history', '{}',
    $set$_sg_20260101000000_new_all = CASE WHEN row(_sg_20260101000000_new_all)::record *<> row(array_replace("all"::text[], 'paid', 'settled')::public._sg_20260101000000_new_order_status[])::record THEN array_replace("all"::text[], 'paid', 'settled')::public._sg_20260101000000_new_order_status[] ELSE _sg_20260101000000_new_all END,
         _sg_20260101000000_new_was = CASE WHEN row(_sg_20260101000000_new_was)::record *<> row((CASE was::text WHEN 'paid' THEN 'settled' ELSE was::text END)::public._sg_20260101000000_new_order_status)::record THEN (CASE was::text WHEN 'paid' THEN 'settled' ELSE was::text END)::public._sg_20260101000000_new_order_status ELSE _sg_20260101000000_new_was END$set$,
    $missing$row(_sg_20260101000000_new_all)::record *<> row(array_replace("all"::text[], 'paid', 'settled')::public._sg_20260101000000_new_order_status[])::record
      OR row(_sg_20260101000000_new_was)::record *<> row((CASE was::text WHEN 'paid' THEN 'settled' ELSE was::text END)::public._sg_20260101000000_new_order_status)::record$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.history}', $ddl$
ANALYZE public.history (_sg_20260101000000_new_all, _sg_20260101000000_new_was);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of history', 'do not have in _sg_20260101000000_new_all the value of all and in _sg_20260101000000_new_was the value of was',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.history
             WHERE NOT (row(_sg_20260101000000_new_all)::record *= row(array_replace("all"::text[], 'paid', 'settled')::public._sg_20260101000000_new_order_status[])::record) OR NOT (row(_sg_20260101000000_new_was)::record *= row((CASE was::text WHEN 'paid' THEN 'settled' ELSE was::text END)::public._sg_20260101000000_new_order_status)::record)$rows$);
$ddl$);

-- m4 · Backfill state of table orders in batches.
CALL pg_temp.backfill('public.orders', '{id}',
    $set$state = ((CASE status::text WHEN 'paid' THEN 'settled' ELSE status::text END)::public._sg_20260101000000_new_order_status)$set$,
    $missing$(state IS NULL AND ((CASE status::text WHEN 'paid' THEN 'settled' ELSE status::text END)::public._sg_20260101000000_new_order_status) IS NOT NULL)$missing$);

-- m5 · Index orders.orders_state_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m5', builds => 'public.orders_state_idx') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.orders_state_idx') AND NOT indisvalid) THEN
        DROP INDEX public.orders_state_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state_idx ON public.orders USING btree (state);
SET lock_timeout = '200ms';
CALL pg_temp.done('m5');
\endif

-- m6 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m6', '{public.orders}', $ddl$
ANALYZE public.orders (state);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m7', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in state the value of status',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT ((row(state)::record *= row((CASE status::text WHEN 'paid' THEN 'settled' ELSE status::text END)::public._sg_20260101000000_new_order_status)::record OR row(status)::record *= row(((CASE state::text WHEN 'settled' THEN 'paid' ELSE state::text END)::public.order_status)::public.order_status)::record))$rows$);
$ddl$);

-- m8 · Let the new application write table orders too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m8', '{public.orders}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_orders" BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_orders('old and new application');
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER "!_sg_20260101000000_orders";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m9 · New rows must have a value of orders.state from here on.
CALL pg_temp.under_lock('m9', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_state;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_nn_state CHECK (state IS NOT NULL) NOT VALID;
$ddl$);

-- m10 · Looks at the existing rows for orders.state without blocking writers.
CALL pg_temp.under_lock('m10', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_nn_state;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m11 · NOT NULL of orders.state, for free: the check above has proved it.
CALL pg_temp.under_lock('m11', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN state SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_state;
$ddl$);

CALL pg_temp.end_file();
