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
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.points}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c11}');

-- m1 · Values of column points.size that cannot become integer would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.points%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.points WHERE size IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT size::integer FROM (SELECT _sg_row.*) AS points);
        EXCEPTION WHEN OTHERS THEN
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
#variable_conflict use_column
DECLARE
    _sg_row   public.points%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.points WHERE x IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT x::integer FROM (SELECT _sg_row.*) AS points);
        EXCEPTION WHEN OTHERS THEN
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

-- m3 · Backfill _sg_20260101000000_new_size, _sg_20260101000000_new_x of table points in batches.
CALL pg_temp.backfill('public.points', '{id}',
    $set$_sg_20260101000000_new_size = CASE WHEN _sg_20260101000000_new_size IS DISTINCT FROM size::integer THEN size::integer ELSE _sg_20260101000000_new_size END,
         _sg_20260101000000_new_x = CASE WHEN _sg_20260101000000_new_x IS DISTINCT FROM x::integer THEN x::integer ELSE _sg_20260101000000_new_x END$set$,
    $missing$_sg_20260101000000_new_size IS DISTINCT FROM size::integer
      OR _sg_20260101000000_new_x IS DISTINCT FROM x::integer$missing$);

-- m4 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m4', '{public.points}', $ddl$
ANALYZE public.points (_sg_20260101000000_new_size, _sg_20260101000000_new_x);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m5 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m5', $ddl$
CALL pg_temp.stop_if('rows of points', 'do not have in _sg_20260101000000_new_size the value of size and in _sg_20260101000000_new_x the value of x',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.points
             WHERE NOT (_sg_20260101000000_new_size IS NOT DISTINCT FROM size::integer) OR NOT (_sg_20260101000000_new_x IS NOT DISTINCT FROM x::integer)$rows$);
$ddl$);

CALL pg_temp.end_file();
