-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   orders  ~ column _sg_20260101000000_new_history: filled, values verified
--           ~ column _sg_20260101000000_new_status: filled, values verified
--           ~ table: statistics
--
-- Strongest locks: orders share-update-exclusive.
-- Reads in full: orders.
-- Stops before it changes anything when rows would violate a rule further down: steps m1 and m2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c11}');

-- m1 · Values of column orders.history that cannot become _sg_20260101000000_new_order_status[] would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.orders%ROWTYPE;
    _sg_value public._sg_20260101000000_new_order_status[];
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.orders WHERE history IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT history::text::public._sg_20260101000000_new_order_status[] FROM (SELECT _sg_row.*) AS orders);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of history that do not become public._sg_20260101000000_new_order_status[]; the first: %',
                        _sg_rows, 'orders', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Values of column orders.status that cannot become _sg_20260101000000_new_order_status would stop the filling: they are looked for first.
CALL pg_temp.look('m2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.orders%ROWTYPE;
    _sg_value public._sg_20260101000000_new_order_status;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.orders WHERE status IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT status::text::public._sg_20260101000000_new_order_status FROM (SELECT _sg_row.*) AS orders);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of status that do not become public._sg_20260101000000_new_order_status; the first: %',
                        _sg_rows, 'orders', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m3 · Backfill _sg_20260101000000_new_history, _sg_20260101000000_new_status of table orders in batches.
CALL pg_temp.backfill('public.orders', '{id}',
    $set$_sg_20260101000000_new_history = CASE WHEN row(_sg_20260101000000_new_history)::record *<> row(history::text::public._sg_20260101000000_new_order_status[])::record THEN history::text::public._sg_20260101000000_new_order_status[] ELSE _sg_20260101000000_new_history END,
         _sg_20260101000000_new_status = CASE WHEN row(_sg_20260101000000_new_status)::record *<> row(status::text::public._sg_20260101000000_new_order_status)::record THEN status::text::public._sg_20260101000000_new_order_status ELSE _sg_20260101000000_new_status END$set$,
    $missing$row(_sg_20260101000000_new_history)::record *<> row(history::text::public._sg_20260101000000_new_order_status[])::record
      OR row(_sg_20260101000000_new_status)::record *<> row(status::text::public._sg_20260101000000_new_order_status)::record$missing$);

-- m4 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m4', '{public.orders}', $ddl$
ANALYZE public.orders (_sg_20260101000000_new_history, _sg_20260101000000_new_status);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m5 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m5', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in _sg_20260101000000_new_history the value of history and in _sg_20260101000000_new_status the value of status',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT (row(_sg_20260101000000_new_history)::record *= row(history::text::public._sg_20260101000000_new_order_status[])::record) OR NOT (row(_sg_20260101000000_new_status)::record *= row(status::text::public._sg_20260101000000_new_order_status)::record)$rows$);
$ddl$);

CALL pg_temp.end_file();
