-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   points  ~ column _sg_20260101000000_new_size: filled, values verified
--           ~ column _sg_20260101000000_new_x: filled, values verified
--           ~ table: statistics
--
-- Strongest locks: points share-update-exclusive.
-- Reads in full: points.
-- Stops before it changes anything when rows would violate a rule further down: steps m1 and m2.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.points}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c8}');

-- m1 · Values of column points.size that cannot become integer would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
DECLARE
    _sg_row   public.points%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.points WHERE size IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT size::integer FROM (SELECT _sg_row.*) AS points);
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of size that do not become integer; the first: %',
                        _sg_rows, 'points', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Values of column points.x that cannot become integer would stop the filling: they are looked for first.
CALL pg_temp.look('m2', $ddl$
DO $$
DECLARE
    _sg_row   public.points%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.points WHERE x IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT x::integer FROM (SELECT _sg_row.*) AS points);
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of x that do not become integer; the first: %',
                        _sg_rows, 'points', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m3 · Existing rows of table points get their values of _sg_20260101000000_new_size, _sg_20260101000000_new_x, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.points ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.points ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.points WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.points SET _sg_20260101000000_new_size = (size::integer), _sg_20260101000000_new_x = (x::integer)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_size IS DISTINCT FROM (size::integer) OR _sg_20260101000000_new_x IS DISTINCT FROM (x::integer));
        COMMIT;
        SELECT id INTO _sg_from FROM public.points WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m4 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m4', '{public.points}', $ddl$
ANALYZE public.points (_sg_20260101000000_new_size, _sg_20260101000000_new_x);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m5 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m5', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.points
             WHERE _sg_20260101000000_new_size IS DISTINCT FROM (size::integer) OR _sg_20260101000000_new_x IS DISTINCT FROM (x::integer)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_size, _sg_20260101000000_new_x yet; the first: %', _sg_rows, 'points', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
