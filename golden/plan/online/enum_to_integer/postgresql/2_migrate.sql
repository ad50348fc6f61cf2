-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   alarms  ~ column _sg_20260101000000_new_severity: filled, values verified
--           ~ table: statistics
--
-- Strongest locks: alarms share-update-exclusive.
-- Reads in full: alarms.
-- Stops before it changes anything when rows would violate a rule further down: step m1.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.alarms}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c10,c12}');

-- m1 · Values of column alarms.severity that cannot become integer would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.alarms%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.alarms WHERE severity IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT (CASE severity::text WHEN 'high' THEN '10' WHEN 'low' THEN '1' ELSE severity::text END)::integer FROM (SELECT _sg_row.*) AS alarms);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of severity that do not become integer; the first: %',
                        _sg_rows, 'alarms', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Backfill _sg_20260101000000_new_severity of table alarms in batches.
CALL pg_temp.backfill('public.alarms', '{id}',
    $set$_sg_20260101000000_new_severity = ((CASE severity::text WHEN 'high' THEN '10' WHEN 'low' THEN '1' ELSE severity::text END)::integer)$set$,
    $missing$_sg_20260101000000_new_severity IS DISTINCT FROM (CASE severity::text WHEN 'high' THEN '10' WHEN 'low' THEN '1' ELSE severity::text END)::integer$missing$);

-- m3 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m3', '{public.alarms}', $ddl$
ANALYZE public.alarms (_sg_20260101000000_new_severity);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m4 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m4', $ddl$
CALL pg_temp.stop_if('rows of alarms', 'do not have in _sg_20260101000000_new_severity the value of severity',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.alarms
             WHERE NOT (_sg_20260101000000_new_severity IS NOT DISTINCT FROM (CASE severity::text WHEN 'high' THEN '10' WHEN 'low' THEN '1' ELSE severity::text END)::integer)$rows$);
$ddl$);

CALL pg_temp.end_file();
