-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   orders  ~ column _sg_20260101000000_new_amount: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column _sg_20260101000000_new_code: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column _sg_20260101000000_new_place: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           + index _sg_20260101000000_new_orders_amount
--           + index _sg_20260101000000_new_orders_double
--           ~ table: statistics
--           + check _sg_20260101000000_new_orders_amount_positive: proved for existing rows
--           + check _sg_20260101000000_new_orders_amount_rate: proved for existing rows
--           + index _sg_20260101000000_new_orders_code
--           + index _sg_20260101000000_new_orders_place
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

-- m1 · Backfill _sg_20260101000000_new_amount, _sg_20260101000000_new_code, _sg_20260101000000_new_place of table orders in batches.
CALL pg_temp.backfill('public.orders', '{id}',
    $set$_sg_20260101000000_new_amount = CASE WHEN _sg_20260101000000_new_amount IS DISTINCT FROM amount::bigint THEN amount::bigint ELSE _sg_20260101000000_new_amount END,
         _sg_20260101000000_new_code = CASE WHEN _sg_20260101000000_new_code IS DISTINCT FROM code::bigint THEN code::bigint ELSE _sg_20260101000000_new_code END,
         _sg_20260101000000_new_place = CASE WHEN _sg_20260101000000_new_place IS DISTINCT FROM place::bigint THEN place::bigint ELSE _sg_20260101000000_new_place END$set$,
    $missing$_sg_20260101000000_new_amount IS DISTINCT FROM amount::bigint
      OR _sg_20260101000000_new_code IS DISTINCT FROM code::bigint
      OR _sg_20260101000000_new_place IS DISTINCT FROM place::bigint$missing$);

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
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_amount ON public.orders USING btree (_sg_20260101000000_new_amount DESC, id) WHERE (_sg_20260101000000_new_amount > 10);
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
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_double ON public.orders USING btree ((_sg_20260101000000_new_amount * 2)) INCLUDE (rate);
SET lock_timeout = '200ms';
CALL pg_temp.done('m3');
\endif

-- m4 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m4', '{public.orders}', $ddl$
ANALYZE public.orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m5 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m5', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in _sg_20260101000000_new_amount the value of amount, in _sg_20260101000000_new_code the value of code and in _sg_20260101000000_new_place the value of place',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT (_sg_20260101000000_new_amount IS NOT DISTINCT FROM amount::bigint) OR NOT (_sg_20260101000000_new_code IS NOT DISTINCT FROM code::bigint) OR NOT (_sg_20260101000000_new_place IS NOT DISTINCT FROM place::bigint)$rows$);
$ddl$);

-- m6 · New rows must have a value of orders._sg_20260101000000_new_amount, orders._sg_20260101000000_new_code, orders._sg_20260101000000_new_place from here on.
CALL pg_temp.under_lock('m6', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_code, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_place;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount CHECK (_sg_20260101000000_new_amount IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_code CHECK (_sg_20260101000000_new_code IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_place CHECK (_sg_20260101000000_new_place IS NOT NULL) NOT VALID;
$ddl$);

-- m7 · Looks at the existing rows for orders._sg_20260101000000_new_amount, orders._sg_20260101000000_new_code, orders._sg_20260101000000_new_place without blocking writers.
CALL pg_temp.under_lock('m7', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount, VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_code, VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_place;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m8 · NOT NULL of orders._sg_20260101000000_new_amount, orders._sg_20260101000000_new_code, orders._sg_20260101000000_new_place, for free: the check above has proved it.
CALL pg_temp.under_lock('m8', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_amount SET NOT NULL, ALTER COLUMN _sg_20260101000000_new_code SET NOT NULL, ALTER COLUMN _sg_20260101000000_new_place SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_code, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_place;
$ddl$);

-- m9 · New rows must obey check orders._sg_20260101000000_new_orders_amount_positive from here on.
CALL pg_temp.under_lock('m9', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_positive;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_new_orders_amount_positive CHECK (_sg_20260101000000_new_amount >= 0) NOT VALID;
$ddl$);

-- m10 · Existing rows are checked against check orders._sg_20260101000000_new_orders_amount_positive without blocking writers.
CALL pg_temp.under_lock('m10', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_new_orders_amount_positive;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m11 · New rows must obey check orders._sg_20260101000000_new_orders_amount_rate from here on.
CALL pg_temp.under_lock('m11', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_rate;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_new_orders_amount_rate CHECK (_sg_20260101000000_new_amount > rate OR rate IS NULL) NOT VALID;
$ddl$);

-- m12 · Existing rows are checked against check orders._sg_20260101000000_new_orders_amount_rate without blocking writers.
CALL pg_temp.under_lock('m12', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_new_orders_amount_rate;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m13 · Index orders._sg_20260101000000_new_orders_code, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m13', builds => 'public._sg_20260101000000_new_orders_code') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_code') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_code;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_code ON public.orders USING btree (_sg_20260101000000_new_code);
SET lock_timeout = '200ms';
CALL pg_temp.done('m13');
\endif

-- m14 · New rows must obey foreign key lines._sg_20260101000000_new_lines_code_fkey.
CALL pg_temp.under_lock('m14', '{public.lines,public.orders}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.lines'::regclass AND conname = '_sg_20260101000000_new_lines_code_fkey') THEN
        ALTER TABLE public.lines ADD CONSTRAINT _sg_20260101000000_new_lines_code_fkey FOREIGN KEY (code) REFERENCES public.orders (_sg_20260101000000_new_code) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m15 · Existing rows are checked against foreign key lines._sg_20260101000000_new_lines_code_fkey without blocking writers.
CALL pg_temp.under_lock('m15', '{public.lines}', $ddl$
ALTER TABLE public.lines VALIDATE CONSTRAINT _sg_20260101000000_new_lines_code_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m16 · Index orders._sg_20260101000000_new_orders_place, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m16', builds => 'public._sg_20260101000000_new_orders_place') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_place') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_place;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_place ON public.orders USING btree (_sg_20260101000000_new_place);
SET lock_timeout = '200ms';
CALL pg_temp.done('m16');
\endif

CALL pg_temp.end_file();
