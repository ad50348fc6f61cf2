-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   orders  ~ column number: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column total: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           + index _sg_20260101000000_new_orders_amount
--           + index _sg_20260101000000_new_orders_double
--           ~ trigger orders_log: new form
--           ~ table: statistics
--           · m7: Let the new application write table orders too; a row that is given both forms of a column must be given the same.
--           + check _sg_20260101000000_new_orders_amount_positive: proved for existing rows
--           + check _sg_20260101000000_new_orders_amount_rate: proved for existing rows
--   lines   + foreign key _sg_20260101000000_new_lines_code_fkey: proved for existing rows
--
-- Strongest locks: orders access-exclusive, lines share-row-exclusive.
-- Reads in full: orders, lines.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.lines,public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill number, total of table orders in batches.
CALL pg_temp.backfill('public.orders', '{id}',
    $set$number = CASE WHEN (number IS NULL AND (code) IS NOT NULL) THEN code ELSE number END,
         total = CASE WHEN (total IS NULL AND (amount) IS NOT NULL) THEN amount ELSE total END$set$,
    $missing$(number IS NULL AND (code) IS NOT NULL)
      OR (total IS NULL AND (amount) IS NOT NULL)$missing$);

-- m2 · Index orders._sg_20260101000000_new_orders_amount, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m2', builds => 'public._sg_20260101000000_new_orders_amount') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_amount') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_amount;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_amount ON public.orders USING btree (total DESC, id) WHERE (total > 10);
SET lock_timeout = '200ms';
CALL pg_temp.done('m2');
\endif

-- m3 · Index orders._sg_20260101000000_new_orders_double, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m3', builds => 'public._sg_20260101000000_new_orders_double') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_double') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_double;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_double ON public.orders USING btree ((total * 2)) INCLUDE (rate);
SET lock_timeout = '200ms';
CALL pg_temp.done('m3');
\endif

-- m4 · A new form for trigger orders.orders_log.
CALL pg_temp.under_lock('m4', '{public.orders}', $ddl$
CREATE OR REPLACE TRIGGER orders_log AFTER UPDATE OF amount, total ON public.orders FOR EACH ROW WHEN (old.amount <> new.amount) EXECUTE FUNCTION log_amount();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m5 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m5', '{public.orders}', $ddl$
ANALYZE public.orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m6', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in number the value of code and in total the value of amount',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT (number IS NOT DISTINCT FROM code) OR NOT (total IS NOT DISTINCT FROM amount)$rows$);
$ddl$);

-- m7 · Let the new application write table orders too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m7', '{public.orders}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_orders" BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_orders('old and new application');
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER "!_sg_20260101000000_orders";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m8 · New rows must have a value of orders.number, orders.total from here on.
CALL pg_temp.under_lock('m8', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_total;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_nn_number CHECK (number IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_total CHECK (total IS NOT NULL) NOT VALID;
$ddl$);

-- m9 · Looks at the existing rows for orders.number, orders.total without blocking writers.
CALL pg_temp.under_lock('m9', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_nn_number, VALIDATE CONSTRAINT _sg_20260101000000_nn_total;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m10 · NOT NULL of orders.number, orders.total, for free: the check above has proved it.
CALL pg_temp.under_lock('m10', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN number SET NOT NULL, ALTER COLUMN total SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_total;
$ddl$);

-- m11 · New rows must obey check orders._sg_20260101000000_new_orders_amount_positive from here on.
CALL pg_temp.under_lock('m11', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_positive;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_new_orders_amount_positive CHECK (total >= 0) NOT VALID;
$ddl$);

-- m12 · Existing rows are checked against check orders._sg_20260101000000_new_orders_amount_positive without blocking writers.
CALL pg_temp.under_lock('m12', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_new_orders_amount_positive;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m13 · New rows must obey check orders._sg_20260101000000_new_orders_amount_rate from here on.
CALL pg_temp.under_lock('m13', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_rate;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_new_orders_amount_rate CHECK (total > rate OR rate IS NULL) NOT VALID;
$ddl$);

-- m14 · Existing rows are checked against check orders._sg_20260101000000_new_orders_amount_rate without blocking writers.
CALL pg_temp.under_lock('m14', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_new_orders_amount_rate;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m15 · New rows must obey foreign key lines._sg_20260101000000_new_lines_code_fkey.
CALL pg_temp.under_lock('m15', '{public.lines,public.orders}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.lines'::regclass AND conname = '_sg_20260101000000_new_lines_code_fkey') THEN
        ALTER TABLE public.lines ADD CONSTRAINT _sg_20260101000000_new_lines_code_fkey FOREIGN KEY (code) REFERENCES public.orders (number) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m16 · Existing rows are checked against foreign key lines._sg_20260101000000_new_lines_code_fkey without blocking writers.
CALL pg_temp.under_lock('m16', '{public.lines}', $ddl$
ALTER TABLE public.lines VALIDATE CONSTRAINT _sg_20260101000000_new_lines_code_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
