-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on, because of steps c6, c7, c11 and c15.
--
--   narrows  ~ column _sg_20260101000000_new_id: both forms held together, NOT NULL for new rows, both forms proved equal, proved for existing rows, NOT NULL
--            ~ column id: the new form in place of the old one
--            ~ primary key: dropped
--            ~ table: trigger dropped
--            · c12: The planner of queries learns what has taken its place.
--   wides    ~ column _sg_20260101000000_new_id: both forms held together, both forms proved equal
--            ~ column id: the new form in place of the old one
--            ~ primary key: dropped
--            ~ table: trigger dropped
--            · c16: The planner of queries learns what has taken its place.
--
-- Strongest locks: narrows access-exclusive, wides access-exclusive.
-- Reads in full: narrows, wides.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3, c4 and c5.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c8, c9 and c14.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.narrows,public.wides}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.narrows', 'id', 'replaced'], ['column', 'public.wides', 'id', 'replaced']],
    known => '{public.narrows _sg_20260101000000_new_narrows_pkey,public.narrows id,public.narrows narrows_pkey,public.wides _sg_20260101000000_new_wides_pkey,public.wides id,public.wides wides_pkey}');
$ddl$);

-- c2 · Rows without a value of narrows._sg_20260101000000_new_id would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of narrows', 'have no value of _sg_20260101000000_new_id',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.narrows
             WHERE _sg_20260101000000_new_id IS NULL$rows$);
$ddl$);

-- c3 · Values of column narrows.id that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.narrows%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.narrows WHERE id IS NOT NULL AND _sg_20260101000000_new_id IS NULL LOOP
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

-- c4 · The old form is about to go: both forms of table narrows are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of narrows', 'do not have in _sg_20260101000000_new_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.narrows
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::integer)$rows$);
$ddl$);

-- c5 · The old form is about to go: both forms of table wides are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c5', $ddl$
CALL pg_temp.stop_if('rows of wides', 'do not have in _sg_20260101000000_new_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.wides
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint)$rows$);
$ddl$);

-- c6 · No write of any kind can part both forms of _sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('c6', '{public.narrows}', $ddl$
ALTER TABLE public.narrows DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_narrows;
ALTER TABLE public.narrows ADD CONSTRAINT _sg_20260101000000_equal_narrows CHECK (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::integer) NOT VALID;
$ddl$);

-- c7 · New rows must have a value of narrows._sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('c7', '{public.narrows}', $ddl$
ALTER TABLE public.narrows DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.narrows ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
$ddl$);

-- c8 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c8', '{public.narrows}', $ddl$
ALTER TABLE public.narrows VALIDATE CONSTRAINT _sg_20260101000000_equal_narrows;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c9 · Looks at the existing rows for narrows._sg_20260101000000_new_id without blocking writers.
CALL pg_temp.under_lock('c9', '{public.narrows}', $ddl$
ALTER TABLE public.narrows VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c10 · NOT NULL of narrows._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.under_lock('c10', '{public.narrows}', $ddl$
ALTER TABLE public.narrows ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.narrows DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- c11 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: narrows.id in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c11', '{public.narrows}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.narrows', 'id', 'replaced']]);
ALTER TABLE public.narrows VALIDATE CONSTRAINT _sg_20260101000000_equal_narrows;
ALTER TABLE public.narrows DROP CONSTRAINT _sg_20260101000000_equal_narrows;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_narrows ON public.narrows;
DROP FUNCTION IF EXISTS public._sg_20260101000000_narrows();
ALTER TABLE public.narrows DROP CONSTRAINT IF EXISTS narrows_pkey;
ALTER SEQUENCE public.narrows_id_seq OWNED BY public.narrows._sg_20260101000000_new_id;
ALTER TABLE public.narrows DROP COLUMN id;
ALTER TABLE public.narrows RENAME COLUMN _sg_20260101000000_new_id TO id;
ALTER TABLE public.narrows ALTER COLUMN id SET DEFAULT nextval('narrows_id_seq');
ALTER TABLE public.narrows ADD CONSTRAINT narrows_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_narrows_pkey;
CALL pg_temp.put_up();
$ddl$);

-- c12 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c12', '{public.narrows}', $ddl$
ANALYZE public.narrows;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c13 · No write of any kind can part both forms of _sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('c13', '{public.wides}', $ddl$
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_wides;
ALTER TABLE public.wides ADD CONSTRAINT _sg_20260101000000_equal_wides CHECK (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) NOT VALID;
$ddl$);

-- c14 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c14', '{public.wides}', $ddl$
ALTER TABLE public.wides VALIDATE CONSTRAINT _sg_20260101000000_equal_wides;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c15 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: wides.id in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c15', '{public.wides}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.wides', 'id', 'replaced']]);
ALTER TABLE public.wides VALIDATE CONSTRAINT _sg_20260101000000_equal_wides;
ALTER TABLE public.wides DROP CONSTRAINT _sg_20260101000000_equal_wides;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_wides ON public.wides;
DROP FUNCTION IF EXISTS public._sg_20260101000000_wides();
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS wides_pkey;
ALTER SEQUENCE public.wides_id_seq OWNED BY public.wides._sg_20260101000000_new_id;
ALTER TABLE public.wides DROP COLUMN id;
ALTER TABLE public.wides RENAME COLUMN _sg_20260101000000_new_id TO id;
ALTER TABLE public.wides ALTER COLUMN id SET DEFAULT nextval('wides_id_seq');
ALTER TABLE public.wides ADD CONSTRAINT wides_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_wides_pkey;
CALL pg_temp.put_up();
$ddl$);

-- c16 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c16', '{public.wides}', $ddl$
ANALYZE public.wides;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
