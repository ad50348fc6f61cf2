-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   t  ~ column _sg_20260101000000_new_at: filled, values verified
--      ~ column _sg_20260101000000_new_code: filled, values verified
--      ~ column _sg_20260101000000_new_number: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--      ~ column _sg_20260101000000_new_price: filled, values verified
--      ~ column _sg_20260101000000_new_share: filled, values verified
--      ~ column _sg_20260101000000_new_small: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--      ~ table: statistics
--
-- Strongest locks: t access-exclusive.
-- Reads in full: t.
-- Stops before it changes anything when rows would violate a rule further down: steps m1, m2, m3 and m4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.t}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c16}');

-- m1 · Values of column t.at that cannot become timestamp(0) with time zone would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value timestamp(0) with time zone;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE at IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT at::timestamp(0) with time zone FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of at that do not become timestamp(0) with time zone; the first: %',
                        _sg_rows, 't', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Values of column t.code that cannot become character varying(10) would stop the filling: they are looked for first.
CALL pg_temp.look('m2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value character varying(10);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE code IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT code FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of code that do not become character varying(10); the first: %',
                        _sg_rows, 't', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m3 · Values of column t.price that cannot become numeric(10,2) would stop the filling: they are looked for first.
CALL pg_temp.look('m3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value numeric(10,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE price IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT price::numeric(10,2) FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of price that do not become numeric(10,2); the first: %',
                        _sg_rows, 't', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m4 · Values of column t.share that cannot become integer would stop the filling: they are looked for first.
CALL pg_temp.look('m4', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE share IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT share::integer FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of share that do not become integer; the first: %',
                        _sg_rows, 't', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m5 · Backfill _sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share, _sg_20260101000000_new_small of table t in batches.
CALL pg_temp.backfill('public.t', '{id}',
    $set$_sg_20260101000000_new_at = CASE WHEN row(_sg_20260101000000_new_at)::record *<> row(at::timestamp(0) with time zone)::record THEN at::timestamp(0) with time zone ELSE _sg_20260101000000_new_at END,
         _sg_20260101000000_new_code = CASE WHEN _sg_20260101000000_new_code IS DISTINCT FROM (code)::varchar THEN (code)::varchar ELSE _sg_20260101000000_new_code END,
         _sg_20260101000000_new_number = CASE WHEN _sg_20260101000000_new_number IS DISTINCT FROM number::text THEN number::text ELSE _sg_20260101000000_new_number END,
         _sg_20260101000000_new_price = CASE WHEN row(_sg_20260101000000_new_price)::record *<> row(price::numeric(10,2))::record THEN price::numeric(10,2) ELSE _sg_20260101000000_new_price END,
         _sg_20260101000000_new_share = CASE WHEN _sg_20260101000000_new_share IS DISTINCT FROM share::integer THEN share::integer ELSE _sg_20260101000000_new_share END,
         _sg_20260101000000_new_small = CASE WHEN _sg_20260101000000_new_small IS DISTINCT FROM small::bigint THEN small::bigint ELSE _sg_20260101000000_new_small END$set$,
    $missing$row(_sg_20260101000000_new_at)::record *<> row(at::timestamp(0) with time zone)::record
      OR _sg_20260101000000_new_code IS DISTINCT FROM (code)::varchar
      OR _sg_20260101000000_new_number IS DISTINCT FROM number::text
      OR row(_sg_20260101000000_new_price)::record *<> row(price::numeric(10,2))::record
      OR _sg_20260101000000_new_share IS DISTINCT FROM share::integer
      OR _sg_20260101000000_new_small IS DISTINCT FROM small::bigint$missing$);

-- m6 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m6', '{public.t}', $ddl$
ANALYZE public.t (_sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share, _sg_20260101000000_new_small);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m7', $ddl$
CALL pg_temp.stop_if('rows of t', 'do not have in _sg_20260101000000_new_at the value of at, in _sg_20260101000000_new_code the value of code, in _sg_20260101000000_new_number the value of number, in _sg_20260101000000_new_price the value of price, in _sg_20260101000000_new_share the value of share and in _sg_20260101000000_new_small the value of small',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.t
             WHERE NOT (row(_sg_20260101000000_new_at)::record *= row(at::timestamp(0) with time zone)::record) OR NOT (_sg_20260101000000_new_code IS NOT DISTINCT FROM (code)::varchar) OR NOT (_sg_20260101000000_new_number IS NOT DISTINCT FROM number::text) OR NOT (row(_sg_20260101000000_new_price)::record *= row(price::numeric(10,2))::record) OR NOT (_sg_20260101000000_new_share IS NOT DISTINCT FROM share::integer) OR NOT (_sg_20260101000000_new_small IS NOT DISTINCT FROM small::bigint)$rows$);
$ddl$);

-- m8 · New rows must have a value of t._sg_20260101000000_new_number, t._sg_20260101000000_new_small from here on.
CALL pg_temp.under_lock('m8', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_number, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_small;
ALTER TABLE public.t ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_number CHECK (_sg_20260101000000_new_number IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_small CHECK (_sg_20260101000000_new_small IS NOT NULL) NOT VALID;
$ddl$);

-- m9 · Looks at the existing rows for t._sg_20260101000000_new_number, t._sg_20260101000000_new_small without blocking writers.
CALL pg_temp.under_lock('m9', '{public.t}', $ddl$
ALTER TABLE public.t VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_number, VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_small;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m10 · NOT NULL of t._sg_20260101000000_new_number, t._sg_20260101000000_new_small, for free: the check above has proved it.
CALL pg_temp.under_lock('m10', '{public.t}', $ddl$
ALTER TABLE public.t ALTER COLUMN _sg_20260101000000_new_number SET NOT NULL, ALTER COLUMN _sg_20260101000000_new_small SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_number, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_small;
$ddl$);

CALL pg_temp.end_file();
