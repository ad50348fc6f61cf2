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
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.prices,public.readings}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c10,c14}');

-- m1 · Values of column prices.net that cannot become numeric(12,2) would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
DECLARE
    _sg_row   public.prices%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.prices WHERE net IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT net / 3.0 FROM (SELECT _sg_row.*) AS prices);
        EXCEPTION WHEN data_exception OR check_violation THEN
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
DECLARE
    _sg_row   public.prices%ROWTYPE;
    _sg_value text;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.prices WHERE place IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT place::text FROM (SELECT _sg_row.*) AS prices);
        EXCEPTION WHEN data_exception OR check_violation THEN
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
DECLARE
    _sg_row   public.readings%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.readings WHERE value IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT value / 3.0 FROM (SELECT _sg_row.*) AS readings);
        EXCEPTION WHEN data_exception OR check_violation THEN
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

-- m4 · Existing rows of table prices get their values of _sg_20260101000000_new_net, _sg_20260101000000_new_place, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.prices ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.prices ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.prices WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.prices SET _sg_20260101000000_new_net = (net / 3.0), _sg_20260101000000_new_place = (place::text)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_net IS DISTINCT FROM ((net / 3.0))::numeric(12,2) OR _sg_20260101000000_new_place IS DISTINCT FROM ((place::text))::text);
        COMMIT;
        SELECT id INTO _sg_from FROM public.prices WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m5 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m5', '{public.prices}', $ddl$
ANALYZE public.prices (_sg_20260101000000_new_net, _sg_20260101000000_new_place);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m6', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.prices
             WHERE _sg_20260101000000_new_net IS DISTINCT FROM ((net / 3.0))::numeric(12,2) OR _sg_20260101000000_new_place IS DISTINCT FROM ((place::text))::text) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_net, _sg_20260101000000_new_place yet; the first: %', _sg_rows, 'prices', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m7 · Existing rows of table readings get their values of _sg_20260101000000_new_value, 100 blocks at a time: there is no primary key to go by.
DO $$
DECLARE
    _sg_block  bigint;
    _sg_blocks bigint;
    _sg_filled bigint;
    _sg_rows   bigint;
BEGIN
    LOOP  -- a row that moves while it is updated may be missed once: again until a whole pass fills none
        _sg_block := 0;
        _sg_filled := 0;
        _sg_blocks := pg_relation_size('public.readings'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.readings SET _sg_20260101000000_new_value = (value / 3.0)
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND (_sg_20260101000000_new_value IS DISTINCT FROM ((value / 3.0))::numeric(12,2));
            GET DIAGNOSTICS _sg_rows = ROW_COUNT;
            COMMIT;
            _sg_filled := _sg_filled + _sg_rows;
            _sg_block := _sg_block + 100;
        END LOOP;
        EXIT WHEN _sg_filled = 0;
    END LOOP;
END
$$;

-- m8 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m8', '{public.readings}', $ddl$
ANALYZE public.readings (_sg_20260101000000_new_value);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m9 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m9', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.readings
             WHERE _sg_20260101000000_new_value IS DISTINCT FROM ((value / 3.0))::numeric(12,2)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_value yet; the first: %', _sg_rows, 'readings', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
