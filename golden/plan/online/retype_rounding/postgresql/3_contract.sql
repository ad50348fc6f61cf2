-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c9 on, because of steps c9, c12, c14, c16, c17 and c21.
--
--   prices    ~ column _sg_20260101000000_new_net: NOT NULL for new rows, proved for existing rows, NOT NULL, both forms held together, both forms proved equal
--             ~ column _sg_20260101000000_new_place: both forms held together, both forms proved equal
--             ~ column net: the new form in place of the old one
--             ~ column place: the new form in place of the old one
--             ~ table: trigger dropped
--             · c15: The planner of queries learns what has taken its place.
--   readings  ~ column _sg_20260101000000_new_value: both forms held together, NOT NULL for new rows, both forms proved equal, proved for existing rows, NOT NULL
--             ~ column value: the new form in place of the old one
--             ~ table: trigger dropped
--             · c22: The planner of queries learns what has taken its place.
--
-- Lost for good, unless there is a backup: digits behind the point of column prices.net, digits behind the point of column readings.value.
-- Strongest locks: prices access-exclusive, readings access-exclusive.
-- Reads in full: prices, readings.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3, c4, c5, c6, c7 and c8.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c10, c13, c18 and c19.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.prices,public.readings}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.prices', 'net', 'replaced'], ['column', 'public.prices', 'place', 'replaced'], ['column', 'public.readings', 'value', 'replaced']],
    known => '{public.prices prices_pkey}');
$ddl$);

-- c2 · Rows without a value of prices._sg_20260101000000_new_net would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of prices', 'have no value of _sg_20260101000000_new_net',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.prices
             WHERE _sg_20260101000000_new_net IS NULL$rows$);
$ddl$);

-- c3 · Values of column prices.net that cannot become numeric(12,2) would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.prices%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.prices WHERE net IS NOT NULL AND _sg_20260101000000_new_net IS NULL LOOP
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

-- c4 · Values of column prices.place that cannot become text would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c4', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.prices%ROWTYPE;
    _sg_value text;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.prices WHERE place IS NOT NULL AND _sg_20260101000000_new_place IS NULL LOOP
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

-- c5 · The old form is about to go: both forms of table prices are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c5', $ddl$
CALL pg_temp.stop_if('rows of prices', 'do not have in _sg_20260101000000_new_net the value of net and in _sg_20260101000000_new_place the value of place',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.prices
             WHERE NOT (row(_sg_20260101000000_new_net)::record *= row((net / 3.0)::numeric(12,2))::record) OR NOT (_sg_20260101000000_new_place IS NOT DISTINCT FROM (place::text)::text)$rows$);
$ddl$);

-- c6 · Rows without a value of readings._sg_20260101000000_new_value would stop this file later on.
CALL pg_temp.look('c6', $ddl$
CALL pg_temp.stop_if('rows of readings', 'have no value of _sg_20260101000000_new_value',
    'Give them one, or say with `backfill` what they get.',
    'ctid::text', $rows$public.readings
             WHERE _sg_20260101000000_new_value IS NULL$rows$);
$ddl$);

-- c7 · Values of column readings.value that cannot become numeric(12,2) would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c7', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.readings%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.readings WHERE value IS NOT NULL AND _sg_20260101000000_new_value IS NULL LOOP
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

-- c8 · The old form is about to go: both forms of table readings are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c8', $ddl$
CALL pg_temp.stop_if('rows of readings', 'do not have in _sg_20260101000000_new_value the value of value',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.readings
             WHERE NOT (row(_sg_20260101000000_new_value)::record *= row((value / 3.0)::numeric(12,2))::record)$rows$);
$ddl$);

-- c9 · New rows must have a value of prices._sg_20260101000000_new_net from here on.
CALL pg_temp.under_lock('c9', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_net;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_net CHECK (_sg_20260101000000_new_net IS NOT NULL) NOT VALID;
$ddl$);

-- c10 · Looks at the existing rows for prices._sg_20260101000000_new_net without blocking writers.
CALL pg_temp.under_lock('c10', '{public.prices}', $ddl$
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_net;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c11 · NOT NULL of prices._sg_20260101000000_new_net, for free: the check above has proved it.
CALL pg_temp.under_lock('c11', '{public.prices}', $ddl$
ALTER TABLE public.prices ALTER COLUMN _sg_20260101000000_new_net SET NOT NULL;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_net;
$ddl$);

-- c12 · No write of any kind can part both forms of _sg_20260101000000_new_net and _sg_20260101000000_new_place from here on.
CALL pg_temp.under_lock('c12', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_prices;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_equal_prices CHECK (row(_sg_20260101000000_new_net)::record *= row((net / 3.0)::numeric(12,2))::record AND _sg_20260101000000_new_place IS NOT DISTINCT FROM (place::text)::text) NOT VALID;
$ddl$);

-- c13 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c13', '{public.prices}', $ddl$
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_equal_prices;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c14 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: prices.net in its new type, prices.place in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c14', '{public.prices}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.prices', 'net', 'replaced'], ['column', 'public.prices', 'place', 'replaced']]);
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_equal_prices;
ALTER TABLE public.prices DROP CONSTRAINT _sg_20260101000000_equal_prices;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_prices ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_prices();
ALTER TABLE public.prices DROP COLUMN net;
ALTER TABLE public.prices RENAME COLUMN _sg_20260101000000_new_net TO net;
ALTER TABLE public.prices DROP COLUMN place;
ALTER TABLE public.prices RENAME COLUMN _sg_20260101000000_new_place TO place;
CALL pg_temp.put_up();
$ddl$);

-- c15 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c15', '{public.prices}', $ddl$
ANALYZE public.prices;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c16 · No write of any kind can part both forms of _sg_20260101000000_new_value from here on.
CALL pg_temp.under_lock('c16', '{public.readings}', $ddl$
ALTER TABLE public.readings DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_readings;
ALTER TABLE public.readings ADD CONSTRAINT _sg_20260101000000_equal_readings CHECK (row(_sg_20260101000000_new_value)::record *= row((value / 3.0)::numeric(12,2))::record) NOT VALID;
$ddl$);

-- c17 · New rows must have a value of readings._sg_20260101000000_new_value from here on.
CALL pg_temp.under_lock('c17', '{public.readings}', $ddl$
ALTER TABLE public.readings DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_value;
ALTER TABLE public.readings ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_value CHECK (_sg_20260101000000_new_value IS NOT NULL) NOT VALID;
$ddl$);

-- c18 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c18', '{public.readings}', $ddl$
ALTER TABLE public.readings VALIDATE CONSTRAINT _sg_20260101000000_equal_readings;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c19 · Looks at the existing rows for readings._sg_20260101000000_new_value without blocking writers.
CALL pg_temp.under_lock('c19', '{public.readings}', $ddl$
ALTER TABLE public.readings VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_value;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c20 · NOT NULL of readings._sg_20260101000000_new_value, for free: the check above has proved it.
CALL pg_temp.under_lock('c20', '{public.readings}', $ddl$
ALTER TABLE public.readings ALTER COLUMN _sg_20260101000000_new_value SET NOT NULL;
ALTER TABLE public.readings DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_value;
$ddl$);

-- c21 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: readings.value in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c21', '{public.readings}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.readings', 'value', 'replaced']]);
ALTER TABLE public.readings VALIDATE CONSTRAINT _sg_20260101000000_equal_readings;
ALTER TABLE public.readings DROP CONSTRAINT _sg_20260101000000_equal_readings;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_readings ON public.readings;
DROP FUNCTION IF EXISTS public._sg_20260101000000_readings();
ALTER TABLE public.readings DROP COLUMN value;
ALTER TABLE public.readings RENAME COLUMN _sg_20260101000000_new_value TO value;
CALL pg_temp.put_up();
$ddl$);

-- c22 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c22', '{public.readings}', $ddl$
ANALYZE public.readings;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
