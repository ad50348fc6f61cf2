-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column _sg_20260101000000_new_total: filled, values verified
--          ~ table: statistics
--
-- Strongest locks: users share-update-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step m1.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c10}');

-- m1 · Values of column users.total that cannot become numeric(12,2) would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE total IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT cast(total as numeric) FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of total that do not become numeric(12,2); the first: %',
                        _sg_rows, 'users', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Backfill _sg_20260101000000_new_total of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$_sg_20260101000000_new_total = (cast(total as numeric))$set$,
    $missing$row(_sg_20260101000000_new_total)::record *<> row((cast(total as numeric))::numeric(12,2))::record$missing$);

-- m3 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m3', '{public.users}', $ddl$
ANALYZE public.users (_sg_20260101000000_new_total);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m4 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m4', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in _sg_20260101000000_new_total the value of total',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (row(_sg_20260101000000_new_total)::record *= row((cast(total as numeric))::numeric(12,2))::record)$rows$);
$ddl$);

CALL pg_temp.end_file();
