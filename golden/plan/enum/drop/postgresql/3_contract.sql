-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on, because of steps c5, c6 and c10.
--
--   orders        ~ column _sg_20260101000000_new_status: both forms held together, NOT NULL for new rows, both forms proved equal, proved for existing rows, NOT NULL
--                 ~ column status: the new form in place of the old one
--                 ~ table: trigger dropped
--                 · c11: The planner of queries learns what has taken its place.
--   order_status  - enum
--
-- Strongest locks: orders access-exclusive.
-- Reads in full: orders.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c7 and c8.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.orders', 'status', 'replaced']],
    known => '{public.orders orders_pkey,public.orders status}');
$ddl$);

-- c2 · Rows without a value of orders._sg_20260101000000_new_status would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of orders', 'have no value of _sg_20260101000000_new_status',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.orders
             WHERE _sg_20260101000000_new_status IS NULL$rows$);
$ddl$);

-- c3 · Values of column orders.status that cannot become text would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.orders%ROWTYPE;
    _sg_value text;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.orders WHERE status IS NOT NULL AND _sg_20260101000000_new_status IS NULL LOOP
        BEGIN
            _sg_value := (SELECT status::text FROM (SELECT _sg_row.*) AS orders);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of status that do not become text; the first: %',
                        _sg_rows, 'orders', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c4 · The old form is about to go: both forms of table orders are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in _sg_20260101000000_new_status the value of status',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT (_sg_20260101000000_new_status IS NOT DISTINCT FROM status::text)$rows$);
$ddl$);

-- c5 · No write of any kind can part both forms of _sg_20260101000000_new_status from here on.
CALL pg_temp.under_lock('c5', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_orders;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_equal_orders CHECK (_sg_20260101000000_new_status IS NOT DISTINCT FROM status::text) NOT VALID;
$ddl$);

-- c6 · New rows must have a value of orders._sg_20260101000000_new_status from here on.
CALL pg_temp.under_lock('c6', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status CHECK (_sg_20260101000000_new_status IS NOT NULL) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · Looks at the existing rows for orders._sg_20260101000000_new_status without blocking writers.
CALL pg_temp.under_lock('c8', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c9 · NOT NULL of orders._sg_20260101000000_new_status, for free: the check above has proved it.
CALL pg_temp.under_lock('c9', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_status SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$);

-- c10 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: orders.status in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c10', '{public.orders}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.orders', 'status', 'replaced']]);
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
ALTER TABLE public.orders DROP CONSTRAINT _sg_20260101000000_equal_orders;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
ALTER TABLE public.orders DROP COLUMN status;
ALTER TABLE public.orders RENAME COLUMN _sg_20260101000000_new_status TO status;
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'new';
CALL pg_temp.put_up();
$ddl$);

-- c11 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c11', '{public.orders}', $ddl$
ANALYZE public.orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c12 · Nothing uses enum order_status any more.
CALL pg_temp.run('c12', $ddl$
DROP TYPE IF EXISTS public.order_status;
$ddl$);

CALL pg_temp.end_file(last => true);
