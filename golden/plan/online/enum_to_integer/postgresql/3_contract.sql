-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on, because of steps c5, c6 and c10.
--
--   alarms  ~ column _sg_20260101000000_new_severity: both forms held together, NOT NULL for new rows, both forms proved equal, proved for existing rows, NOT NULL
--           ~ column severity: the new form in place of the old one
--           ~ table: trigger dropped
--           · c11: The planner of queries learns what has taken its place.
--   level   - enum
--
-- Strongest locks: alarms access-exclusive.
-- Reads in full: alarms.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c7 and c8.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.alarms}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.alarms', 'severity', 'replaced']],
    known => '{public.alarms alarms_pkey,public.alarms severity}');
$ddl$);

-- c2 · Rows without a value of alarms._sg_20260101000000_new_severity would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of alarms', 'have no value of _sg_20260101000000_new_severity',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.alarms
             WHERE _sg_20260101000000_new_severity IS NULL$rows$);
$ddl$);

-- c3 · Values of column alarms.severity that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.alarms%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.alarms WHERE severity IS NOT NULL AND _sg_20260101000000_new_severity IS NULL LOOP
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

-- c4 · The old form is about to go: both forms of table alarms are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of alarms', 'do not have in _sg_20260101000000_new_severity the value of severity',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.alarms
             WHERE NOT (_sg_20260101000000_new_severity IS NOT DISTINCT FROM (CASE severity::text WHEN 'high' THEN '10' WHEN 'low' THEN '1' ELSE severity::text END)::integer)$rows$);
$ddl$);

-- c5 · No write of any kind can part both forms of _sg_20260101000000_new_severity from here on.
CALL pg_temp.under_lock('c5', '{public.alarms}', $ddl$
ALTER TABLE public.alarms DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_alarms;
ALTER TABLE public.alarms ADD CONSTRAINT _sg_20260101000000_equal_alarms CHECK (_sg_20260101000000_new_severity IS NOT DISTINCT FROM (CASE severity::text WHEN 'high' THEN '10' WHEN 'low' THEN '1' ELSE severity::text END)::integer) NOT VALID;
$ddl$);

-- c6 · New rows must have a value of alarms._sg_20260101000000_new_severity from here on.
CALL pg_temp.under_lock('c6', '{public.alarms}', $ddl$
ALTER TABLE public.alarms DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_severity;
ALTER TABLE public.alarms ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_severity CHECK (_sg_20260101000000_new_severity IS NOT NULL) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.alarms}', $ddl$
ALTER TABLE public.alarms VALIDATE CONSTRAINT _sg_20260101000000_equal_alarms;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · Looks at the existing rows for alarms._sg_20260101000000_new_severity without blocking writers.
CALL pg_temp.under_lock('c8', '{public.alarms}', $ddl$
ALTER TABLE public.alarms VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_severity;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c9 · NOT NULL of alarms._sg_20260101000000_new_severity, for free: the check above has proved it.
CALL pg_temp.under_lock('c9', '{public.alarms}', $ddl$
ALTER TABLE public.alarms ALTER COLUMN _sg_20260101000000_new_severity SET NOT NULL;
ALTER TABLE public.alarms DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_severity;
$ddl$);

-- c10 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: alarms.severity in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c10', '{public.alarms}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.alarms', 'severity', 'replaced']]);
ALTER TABLE public.alarms VALIDATE CONSTRAINT _sg_20260101000000_equal_alarms;
ALTER TABLE public.alarms DROP CONSTRAINT _sg_20260101000000_equal_alarms;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_alarms ON public.alarms;
DROP FUNCTION IF EXISTS public._sg_20260101000000_alarms();
ALTER TABLE public.alarms DROP COLUMN severity;
ALTER TABLE public.alarms RENAME COLUMN _sg_20260101000000_new_severity TO severity;
ALTER TABLE public.alarms ALTER COLUMN severity SET DEFAULT 1;
CALL pg_temp.put_up();
$ddl$);

-- c11 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c11', '{public.alarms}', $ddl$
ANALYZE public.alarms;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c12 · Nothing uses enum level any more.
CALL pg_temp.run('c12', $ddl$
DROP TYPE IF EXISTS public.level;
$ddl$);

CALL pg_temp.end_file(last => true);
