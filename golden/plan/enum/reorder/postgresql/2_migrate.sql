-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   orders  ~ column _sg_20260101000000_new_status: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: statistics
--
-- Strongest locks: orders access-exclusive.
-- Reads in full: orders.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill _sg_20260101000000_new_status of table orders in batches.
CALL pg_temp.backfill('public.orders', '{id}',
    $set$_sg_20260101000000_new_status = (status::text::public._sg_20260101000000_new_order_status)$set$,
    $missing$row(_sg_20260101000000_new_status)::record *<> row(status::text::public._sg_20260101000000_new_order_status)::record$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.orders}', $ddl$
ANALYZE public.orders (_sg_20260101000000_new_status);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in _sg_20260101000000_new_status the value of status',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT (row(_sg_20260101000000_new_status)::record *= row(status::text::public._sg_20260101000000_new_order_status)::record)$rows$);
$ddl$);

-- m4 · New rows must have a value of orders._sg_20260101000000_new_status from here on.
CALL pg_temp.under_lock('m4', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status CHECK (_sg_20260101000000_new_status IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for orders._sg_20260101000000_new_status without blocking writers.
CALL pg_temp.under_lock('m5', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of orders._sg_20260101000000_new_status, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_status SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$);

CALL pg_temp.end_file();
