-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   narrows  ~ column _sg_20260101000000_new_id: filled, values verified
--            ~ table: statistics
--            + index _sg_20260101000000_new_narrows_pkey
--   wides    ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--            ~ table: statistics
--            + index _sg_20260101000000_new_wides_pkey
--
-- Strongest locks: narrows share-update-exclusive, wides access-exclusive.
-- Reads in full: narrows, wides.
-- Stops before it changes anything when rows would violate a rule further down: step m1.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.narrows,public.wides}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c11,c15}');

-- m1 · Values of column narrows.id that cannot become integer would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.narrows%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.narrows WHERE id IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT id::integer FROM (SELECT _sg_row.*) AS narrows);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of id that do not become integer; the first: %',
                        _sg_rows, 'narrows', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Backfill _sg_20260101000000_new_id of table narrows in batches.
CALL pg_temp.backfill('public.narrows', '{id}',
    $set$_sg_20260101000000_new_id = (id::integer)$set$,
    $missing$_sg_20260101000000_new_id IS DISTINCT FROM id::integer$missing$);

-- m3 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m3', '{public.narrows}', $ddl$
ANALYZE public.narrows (_sg_20260101000000_new_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m4 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m4', $ddl$
CALL pg_temp.stop_if('rows of narrows', 'do not have in _sg_20260101000000_new_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.narrows
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::integer)$rows$);
$ddl$);

-- m5 · Backfill _sg_20260101000000_new_id of table wides in batches.
CALL pg_temp.backfill('public.wides', '{id}',
    $set$_sg_20260101000000_new_id = (id::bigint)$set$,
    $missing$_sg_20260101000000_new_id IS DISTINCT FROM id::bigint$missing$);

-- m6 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m6', '{public.wides}', $ddl$
ANALYZE public.wides (_sg_20260101000000_new_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m7', $ddl$
CALL pg_temp.stop_if('rows of wides', 'do not have in _sg_20260101000000_new_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.wides
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint)$rows$);
$ddl$);

-- m8 · New rows must have a value of wides._sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('m8', '{public.wides}', $ddl$
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.wides ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
$ddl$);

-- m9 · Looks at the existing rows for wides._sg_20260101000000_new_id without blocking writers.
CALL pg_temp.under_lock('m9', '{public.wides}', $ddl$
ALTER TABLE public.wides VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m10 · NOT NULL of wides._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m10', '{public.wides}', $ddl$
ALTER TABLE public.wides ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- m11 · Index narrows._sg_20260101000000_new_narrows_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m11', builds => 'public._sg_20260101000000_new_narrows_pkey') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_narrows_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_narrows_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_narrows_pkey ON public.narrows USING btree (_sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m11');
\endif

-- m12 · Index wides._sg_20260101000000_new_wides_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m12', builds => 'public._sg_20260101000000_new_wides_pkey') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_wides_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_wides_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_wides_pkey ON public.wides USING btree (_sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m12');
\endif

CALL pg_temp.end_file();
