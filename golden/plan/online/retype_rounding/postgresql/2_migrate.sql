-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   prices    ~ column _sg_20260101000000_new_net: filled, values verified
--             ~ column _sg_20260101000000_new_place: filled, values verified
--             ~ table: statistics
--   readings  ~ column _sg_20260101000000_new_value: filled, values verified
--             ~ table: statistics
--
-- Strongest locks: prices share-update-exclusive, readings share-update-exclusive.
-- Reads in full: prices, readings.
-- Stops before it changes anything when rows would violate a rule further down: steps m1, m2 and m3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.prices,public.readings}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c14,c21}');

-- m1 · Values of column prices.net that cannot become numeric(12,2) would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.prices%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.prices WHERE net IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT net / 3.0 FROM (SELECT _sg_row.*) AS prices);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of net that do not become numeric(12,2); the first: %',
                        _sg_rows, 'prices', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Values of column prices.place that cannot become text would stop the filling: they are looked for first.
CALL pg_temp.look('m2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.prices%ROWTYPE;
    _sg_value text;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.prices WHERE place IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT place::text FROM (SELECT _sg_row.*) AS prices);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of place that do not become text; the first: %',
                        _sg_rows, 'prices', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m3 · Values of column readings.value that cannot become numeric(12,2) would stop the filling: they are looked for first.
CALL pg_temp.look('m3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.readings%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.readings WHERE value IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT value / 3.0 FROM (SELECT _sg_row.*) AS readings);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of value that do not become numeric(12,2); the first: %',
                        _sg_rows, 'readings', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m4 · Backfill _sg_20260101000000_new_net, _sg_20260101000000_new_place of table prices in batches.
CALL pg_temp.backfill('public.prices', '{id}',
    $set$_sg_20260101000000_new_net = CASE WHEN row(_sg_20260101000000_new_net)::record *<> row((net / 3.0)::numeric(12,2))::record THEN (net / 3.0)::numeric(12,2) ELSE _sg_20260101000000_new_net END,
         _sg_20260101000000_new_place = CASE WHEN _sg_20260101000000_new_place IS DISTINCT FROM (place::text)::text THEN (place::text)::text ELSE _sg_20260101000000_new_place END$set$,
    $missing$row(_sg_20260101000000_new_net)::record *<> row((net / 3.0)::numeric(12,2))::record
      OR _sg_20260101000000_new_place IS DISTINCT FROM (place::text)::text$missing$);

-- m5 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m5', '{public.prices}', $ddl$
ANALYZE public.prices (_sg_20260101000000_new_net, _sg_20260101000000_new_place);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m6', $ddl$
CALL pg_temp.stop_if('rows of prices', 'do not have in _sg_20260101000000_new_net the value of net and in _sg_20260101000000_new_place the value of place',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.prices
             WHERE NOT (row(_sg_20260101000000_new_net)::record *= row((net / 3.0)::numeric(12,2))::record) OR NOT (_sg_20260101000000_new_place IS NOT DISTINCT FROM (place::text)::text)$rows$);
$ddl$);

-- m7 · Backfill _sg_20260101000000_new_value of table readings in batches.
CALL pg_temp.backfill('public.readings', '{}',
    $set$_sg_20260101000000_new_value = (value / 3.0)$set$,
    $missing$row(_sg_20260101000000_new_value)::record *<> row((value / 3.0)::numeric(12,2))::record$missing$);

-- m8 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m8', '{public.readings}', $ddl$
ANALYZE public.readings (_sg_20260101000000_new_value);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m9 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m9', $ddl$
CALL pg_temp.stop_if('rows of readings', 'do not have in _sg_20260101000000_new_value the value of value',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.readings
             WHERE NOT (row(_sg_20260101000000_new_value)::record *= row((value / 3.0)::numeric(12,2))::record)$rows$);
$ddl$);

CALL pg_temp.end_file();
