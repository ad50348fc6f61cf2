-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   history  ~ column _sg_20260101000000_new_was: filled, values verified
--            ~ table: statistics
--   orders   ~ column _sg_20260101000000_new_status: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--            + index _sg_20260101000000_new_orders_status_idx
--            ~ table: statistics
--
-- Strongest locks: history share-update-exclusive, orders access-exclusive.
-- Reads in full: history, orders.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.history,public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c8}');

-- m1 · Backfill _sg_20260101000000_new_was of table history in batches.
CALL pg_temp.backfill('public.history', '{}',
    $set$_sg_20260101000000_new_was = ((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status)$set$,
    $missing$row(_sg_20260101000000_new_was)::record *<> row((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status)::record$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.history}', $ddl$
ANALYZE public.history (_sg_20260101000000_new_was);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of history', 'do not have in _sg_20260101000000_new_was the value of was',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.history
             WHERE NOT (row(_sg_20260101000000_new_was)::record *= row((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status)::record)$rows$);
$ddl$);

-- m4 · Backfill _sg_20260101000000_new_status of table orders in batches.
CALL pg_temp.backfill('public.orders', '{id}',
    $set$_sg_20260101000000_new_status = ((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status)$set$,
    $missing$row(_sg_20260101000000_new_status)::record *<> row((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status)::record$missing$);

-- m5 · Index orders._sg_20260101000000_new_orders_status_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m5', builds => 'public._sg_20260101000000_new_orders_status_idx') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_status_idx') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_status_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_status_idx ON public.orders USING btree (_sg_20260101000000_new_status);
SET lock_timeout = '200ms';
CALL pg_temp.done('m5');
\endif

-- m6 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m6', '{public.orders}', $ddl$
ANALYZE public.orders (_sg_20260101000000_new_status);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m7', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in _sg_20260101000000_new_status the value of status',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT (row(_sg_20260101000000_new_status)::record *= row((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status)::record)$rows$);
$ddl$);

-- m8 · New rows must have a value of orders._sg_20260101000000_new_status from here on.
CALL pg_temp.under_lock('m8', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status CHECK (_sg_20260101000000_new_status IS NOT NULL) NOT VALID;
$ddl$);

-- m9 · Looks at the existing rows for orders._sg_20260101000000_new_status without blocking writers.
CALL pg_temp.under_lock('m9', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m10 · NOT NULL of orders._sg_20260101000000_new_status, for free: the check above has proved it.
CALL pg_temp.under_lock('m10', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_status SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$);

CALL pg_temp.end_file();
