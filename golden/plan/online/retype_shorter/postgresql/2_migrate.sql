-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column _sg_20260101000000_new_code: filled, values verified
--          ~ column _sg_20260101000000_new_flags: filled, values verified
--          ~ column _sg_20260101000000_new_name: filled, values verified
--          ~ table: statistics
--
-- Strongest locks: users share-update-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps m1, m2 and m3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c12}');

-- m1 · Values of column users.code that cannot become character varying(12) would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value character varying(12);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE code IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT code FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of code that do not become character varying(12); the first: %',
                        _sg_rows, 'users', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Values of column users.flags that cannot become bit varying(4) would stop the filling: they are looked for first.
CALL pg_temp.look('m2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value bit varying(4);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE flags IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT flags FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of flags that do not become bit varying(4); the first: %',
                        _sg_rows, 'users', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m3 · Values of column users.name that cannot become character varying(40) would stop the filling: they are looked for first.
CALL pg_temp.look('m3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value character varying(40);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE name IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT name FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of name that do not become character varying(40); the first: %',
                        _sg_rows, 'users', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m4 · Backfill _sg_20260101000000_new_code, _sg_20260101000000_new_flags, _sg_20260101000000_new_name of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$_sg_20260101000000_new_code = CASE WHEN _sg_20260101000000_new_code IS DISTINCT FROM (code)::varchar THEN (code)::varchar ELSE _sg_20260101000000_new_code END,
         _sg_20260101000000_new_flags = CASE WHEN row(_sg_20260101000000_new_flags)::record *<> row((flags)::varbit)::record THEN (flags)::varbit ELSE _sg_20260101000000_new_flags END,
         _sg_20260101000000_new_name = CASE WHEN _sg_20260101000000_new_name IS DISTINCT FROM (name)::varchar THEN (name)::varchar ELSE _sg_20260101000000_new_name END$set$,
    $missing$_sg_20260101000000_new_code IS DISTINCT FROM (code)::varchar
      OR row(_sg_20260101000000_new_flags)::record *<> row((flags)::varbit)::record
      OR _sg_20260101000000_new_name IS DISTINCT FROM (name)::varchar$missing$);

-- m5 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m5', '{public.users}', $ddl$
ANALYZE public.users (_sg_20260101000000_new_code, _sg_20260101000000_new_flags, _sg_20260101000000_new_name);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m6', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in _sg_20260101000000_new_code the value of code, in _sg_20260101000000_new_flags the value of flags and in _sg_20260101000000_new_name the value of name',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (_sg_20260101000000_new_code IS NOT DISTINCT FROM (code)::varchar) OR NOT (row(_sg_20260101000000_new_flags)::record *= row((flags)::varbit)::record) OR NOT (_sg_20260101000000_new_name IS NOT DISTINCT FROM (name)::varchar)$rows$);
$ddl$);

CALL pg_temp.end_file();
