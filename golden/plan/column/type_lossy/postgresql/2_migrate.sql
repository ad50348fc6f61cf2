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
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.t}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c13}');

-- m1 · Values of column t.at that cannot become timestamp(0) with time zone would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value timestamp(0) with time zone;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE at IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT at::timestamp(0) with time zone FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN data_exception OR check_violation THEN
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
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value character varying(10);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE code IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT code FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN data_exception OR check_violation THEN
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
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value numeric(10,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE price IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT price::numeric(10,2) FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN data_exception OR check_violation THEN
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
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE share IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT share::integer FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN data_exception OR check_violation THEN
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

-- m5 · Existing rows of table t get their values of _sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share, _sg_20260101000000_new_small, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.t ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.t ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.t WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.t SET _sg_20260101000000_new_at = (at::timestamp(0) with time zone), _sg_20260101000000_new_code = (code), _sg_20260101000000_new_number = (number::text), _sg_20260101000000_new_price = (price::numeric(10,2)), _sg_20260101000000_new_share = (share::integer), _sg_20260101000000_new_small = (small::bigint)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_at IS DISTINCT FROM (at::timestamp(0) with time zone) OR _sg_20260101000000_new_code IS DISTINCT FROM ((code))::character varying(10) OR _sg_20260101000000_new_number IS DISTINCT FROM (number::text) OR _sg_20260101000000_new_price IS DISTINCT FROM (price::numeric(10,2)) OR _sg_20260101000000_new_share IS DISTINCT FROM (share::integer) OR _sg_20260101000000_new_small IS DISTINCT FROM (small::bigint));
        COMMIT;
        SELECT id INTO _sg_from FROM public.t WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m6 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m6', '{public.t}', $ddl$
ANALYZE public.t (_sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share, _sg_20260101000000_new_small);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m7', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.t
             WHERE _sg_20260101000000_new_at IS DISTINCT FROM (at::timestamp(0) with time zone) OR _sg_20260101000000_new_code IS DISTINCT FROM ((code))::character varying(10) OR _sg_20260101000000_new_number IS DISTINCT FROM (number::text) OR _sg_20260101000000_new_price IS DISTINCT FROM (price::numeric(10,2)) OR _sg_20260101000000_new_share IS DISTINCT FROM (share::integer) OR _sg_20260101000000_new_small IS DISTINCT FROM (small::bigint)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share, _sg_20260101000000_new_small yet; the first: %', _sg_rows, 't', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
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
