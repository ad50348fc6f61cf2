-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on, because of steps c6, c8 and c11.
--
--   points  ~ column _sg_20260101000000_new_size: both forms held together, both forms proved equal
--           ~ column _sg_20260101000000_new_x: both forms held together, both forms proved equal, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column size: the new form in place of the old one
--           ~ column x: the new form in place of the old one
--           ~ table: trigger dropped
--           · c12: The planner of queries learns what has taken its place.
--
-- Lost for good, unless there is a backup: the digits behind the point of column points.size.
-- Strongest locks: points access-exclusive.
-- Reads in full: points.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3, c4 and c5.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c7 and c9.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.points}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.points', 'size', 'replaced'], ['column', 'public.points', 'x', 'replaced']],
    known => '{public.points points_pkey}');
$ddl$);

-- c2 · Values of column points.size that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.points%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.points WHERE size IS NOT NULL AND _sg_20260101000000_new_size IS NULL LOOP
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

-- c3 · Rows without a value of points._sg_20260101000000_new_x would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of points', 'have no value of _sg_20260101000000_new_x',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.points
             WHERE _sg_20260101000000_new_x IS NULL$rows$);
$ddl$);

-- c4 · Values of column points.x that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c4', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.points%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.points WHERE x IS NOT NULL AND _sg_20260101000000_new_x IS NULL LOOP
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

-- c5 · The old form is about to go: both forms of table points are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c5', $ddl$
CALL pg_temp.stop_if('rows of points', 'do not have in _sg_20260101000000_new_size the value of size and in _sg_20260101000000_new_x the value of x',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.points
             WHERE NOT (_sg_20260101000000_new_size IS NOT DISTINCT FROM size::integer) OR NOT (_sg_20260101000000_new_x IS NOT DISTINCT FROM x::integer)$rows$);
$ddl$);

-- c6 · No write of any kind can part both forms of _sg_20260101000000_new_size and _sg_20260101000000_new_x from here on.
CALL pg_temp.under_lock('c6', '{public.points}', $ddl$
ALTER TABLE public.points DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_points;
ALTER TABLE public.points ADD CONSTRAINT _sg_20260101000000_equal_points CHECK (_sg_20260101000000_new_size IS NOT DISTINCT FROM size::integer AND _sg_20260101000000_new_x IS NOT DISTINCT FROM x::integer) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.points}', $ddl$
ALTER TABLE public.points VALIDATE CONSTRAINT _sg_20260101000000_equal_points;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · New rows must have a value of points._sg_20260101000000_new_x from here on.
CALL pg_temp.under_lock('c8', '{public.points}', $ddl$
ALTER TABLE public.points DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_x;
ALTER TABLE public.points ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_x CHECK (_sg_20260101000000_new_x IS NOT NULL) NOT VALID;
$ddl$);

-- c9 · Looks at the existing rows for points._sg_20260101000000_new_x without blocking writers.
CALL pg_temp.under_lock('c9', '{public.points}', $ddl$
ALTER TABLE public.points VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_x;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c10 · NOT NULL of points._sg_20260101000000_new_x, for free: the check above has proved it.
CALL pg_temp.under_lock('c10', '{public.points}', $ddl$
ALTER TABLE public.points ALTER COLUMN _sg_20260101000000_new_x SET NOT NULL;
ALTER TABLE public.points DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_x;
$ddl$);

-- c11 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: points.size in its new type, points.x in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c11', '{public.points}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.points', 'size', 'replaced'], ['column', 'public.points', 'x', 'replaced']]);
ALTER TABLE public.points VALIDATE CONSTRAINT _sg_20260101000000_equal_points;
ALTER TABLE public.points DROP CONSTRAINT _sg_20260101000000_equal_points;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_points ON public.points;
DROP FUNCTION IF EXISTS public._sg_20260101000000_points();
ALTER TABLE public.points DROP COLUMN size;
ALTER TABLE public.points RENAME COLUMN _sg_20260101000000_new_size TO size;
ALTER TABLE public.points DROP COLUMN x;
ALTER TABLE public.points RENAME COLUMN _sg_20260101000000_new_x TO x;
CALL pg_temp.put_up();
$ddl$);

-- c12 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c12', '{public.points}', $ddl$
ANALYZE public.points;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
