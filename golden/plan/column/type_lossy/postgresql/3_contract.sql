-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c11 on, because of steps c11, c13 and c16.
--
--   t  ~ column _sg_20260101000000_new_at: both forms held together, both forms proved equal, NOT NULL for new rows, proved for existing rows, NOT NULL
--      ~ column _sg_20260101000000_new_code: both forms held together, both forms proved equal, NOT NULL for new rows, proved for existing rows, NOT NULL
--      ~ column _sg_20260101000000_new_number: both forms held together, both forms proved equal
--      ~ column _sg_20260101000000_new_price: both forms held together, both forms proved equal, NOT NULL for new rows, proved for existing rows, NOT NULL
--      ~ column _sg_20260101000000_new_share: both forms held together, both forms proved equal, NOT NULL for new rows, proved for existing rows, NOT NULL
--      ~ column _sg_20260101000000_new_small: both forms held together, both forms proved equal
--      ~ column at: the new form in place of the old one
--      ~ column code: the new form in place of the old one
--      ~ column number: the new form in place of the old one
--      ~ column price: the new form in place of the old one
--      ~ column share: the new form in place of the old one
--      ~ column small: the new form in place of the old one
--      … and 2 more
--
-- Lost for good, unless there is a backup: fractions of seconds of column t.at, digits behind the point of column t.price, the digits behind the point of column t.share.
-- Strongest locks: t access-exclusive.
-- Reads in full: t.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3, c4, c5, c6, c7, c8, c9 and c10.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c12 and c14.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.t}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.t', 'at', 'replaced'], ['column', 'public.t', 'code', 'replaced'], ['column', 'public.t', 'number', 'replaced'], ['column', 'public.t', 'price', 'replaced'], ['column', 'public.t', 'share', 'replaced'], ['column', 'public.t', 'small', 'replaced']],
    known => '{public.t t_pkey}');
$ddl$);

-- c2 · Rows without a value of t._sg_20260101000000_new_at would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of t', 'have no value of _sg_20260101000000_new_at',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.t
             WHERE _sg_20260101000000_new_at IS NULL$rows$);
$ddl$);

-- c3 · Values of column t.at that cannot become timestamp(0) with time zone would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value timestamp(0) with time zone;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE at IS NOT NULL AND _sg_20260101000000_new_at IS NULL LOOP
        BEGIN
            _sg_value := (SELECT at::timestamp(0) with time zone FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN OTHERS THEN
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

-- c4 · Rows without a value of t._sg_20260101000000_new_code would stop this file later on.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of t', 'have no value of _sg_20260101000000_new_code',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.t
             WHERE _sg_20260101000000_new_code IS NULL$rows$);
$ddl$);

-- c5 · Values of column t.code that cannot become character varying(10) would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c5', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value character varying(10);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE code IS NOT NULL AND _sg_20260101000000_new_code IS NULL LOOP
        BEGIN
            _sg_value := (SELECT code FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN OTHERS THEN
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

-- c6 · Rows without a value of t._sg_20260101000000_new_price would stop this file later on.
CALL pg_temp.look('c6', $ddl$
CALL pg_temp.stop_if('rows of t', 'have no value of _sg_20260101000000_new_price',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.t
             WHERE _sg_20260101000000_new_price IS NULL$rows$);
$ddl$);

-- c7 · Values of column t.price that cannot become numeric(10,2) would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c7', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value numeric(10,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE price IS NOT NULL AND _sg_20260101000000_new_price IS NULL LOOP
        BEGIN
            _sg_value := (SELECT price::numeric(10,2) FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN OTHERS THEN
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

-- c8 · Rows without a value of t._sg_20260101000000_new_share would stop this file later on.
CALL pg_temp.look('c8', $ddl$
CALL pg_temp.stop_if('rows of t', 'have no value of _sg_20260101000000_new_share',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.t
             WHERE _sg_20260101000000_new_share IS NULL$rows$);
$ddl$);

-- c9 · Values of column t.share that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c9', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.t%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.t WHERE share IS NOT NULL AND _sg_20260101000000_new_share IS NULL LOOP
        BEGIN
            _sg_value := (SELECT share::integer FROM (SELECT _sg_row.*) AS t);
        EXCEPTION WHEN OTHERS THEN
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

-- c10 · The old form is about to go: both forms of table t are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c10', $ddl$
CALL pg_temp.stop_if('rows of t', 'do not have in _sg_20260101000000_new_at the value of at, in _sg_20260101000000_new_code the value of code, in _sg_20260101000000_new_number the value of number, in _sg_20260101000000_new_price the value of price, in _sg_20260101000000_new_share the value of share and in _sg_20260101000000_new_small the value of small',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.t
             WHERE NOT (row(_sg_20260101000000_new_at)::record *= row(at::timestamp(0) with time zone)::record) OR NOT (_sg_20260101000000_new_code IS NOT DISTINCT FROM (code)::varchar) OR NOT (_sg_20260101000000_new_number IS NOT DISTINCT FROM number::text) OR NOT (row(_sg_20260101000000_new_price)::record *= row(price::numeric(10,2))::record) OR NOT (_sg_20260101000000_new_share IS NOT DISTINCT FROM share::integer) OR NOT (_sg_20260101000000_new_small IS NOT DISTINCT FROM small::bigint)$rows$);
$ddl$);

-- c11 · No write of any kind can part both forms of _sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share and _sg_20260101000000_new_small from here on.
CALL pg_temp.under_lock('c11', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_t;
ALTER TABLE public.t ADD CONSTRAINT _sg_20260101000000_equal_t CHECK (row(_sg_20260101000000_new_at)::record *= row(at::timestamp(0) with time zone)::record AND _sg_20260101000000_new_code IS NOT DISTINCT FROM (code)::varchar AND _sg_20260101000000_new_number IS NOT DISTINCT FROM number::text AND row(_sg_20260101000000_new_price)::record *= row(price::numeric(10,2))::record AND _sg_20260101000000_new_share IS NOT DISTINCT FROM share::integer AND _sg_20260101000000_new_small IS NOT DISTINCT FROM small::bigint) NOT VALID;
$ddl$);

-- c12 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c12', '{public.t}', $ddl$
ALTER TABLE public.t VALIDATE CONSTRAINT _sg_20260101000000_equal_t;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c13 · New rows must have a value of t._sg_20260101000000_new_at, t._sg_20260101000000_new_code, t._sg_20260101000000_new_price, t._sg_20260101000000_new_share from here on.
CALL pg_temp.under_lock('c13', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_at, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_code, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_price, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_share;
ALTER TABLE public.t ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_at CHECK (_sg_20260101000000_new_at IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_code CHECK (_sg_20260101000000_new_code IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_price CHECK (_sg_20260101000000_new_price IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_share CHECK (_sg_20260101000000_new_share IS NOT NULL) NOT VALID;
$ddl$);

-- c14 · Looks at the existing rows for t._sg_20260101000000_new_at, t._sg_20260101000000_new_code, t._sg_20260101000000_new_price, t._sg_20260101000000_new_share without blocking writers.
CALL pg_temp.under_lock('c14', '{public.t}', $ddl$
ALTER TABLE public.t VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_at, VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_code, VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_price, VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_share;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c15 · NOT NULL of t._sg_20260101000000_new_at, t._sg_20260101000000_new_code, t._sg_20260101000000_new_price, t._sg_20260101000000_new_share, for free: the check above has proved it.
CALL pg_temp.under_lock('c15', '{public.t}', $ddl$
ALTER TABLE public.t ALTER COLUMN _sg_20260101000000_new_at SET NOT NULL, ALTER COLUMN _sg_20260101000000_new_code SET NOT NULL, ALTER COLUMN _sg_20260101000000_new_price SET NOT NULL, ALTER COLUMN _sg_20260101000000_new_share SET NOT NULL;
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_at, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_code, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_price, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_share;
$ddl$);

-- c16 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: t.at in its new type, t.code in its new type, t.number in its new type, t.price in its new type, t.share in its new type, t.small in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c16', '{public.t}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.t', 'at', 'replaced'], ['column', 'public.t', 'code', 'replaced'], ['column', 'public.t', 'number', 'replaced'], ['column', 'public.t', 'price', 'replaced'], ['column', 'public.t', 'share', 'replaced'], ['column', 'public.t', 'small', 'replaced']]);
ALTER TABLE public.t VALIDATE CONSTRAINT _sg_20260101000000_equal_t;
ALTER TABLE public.t DROP CONSTRAINT _sg_20260101000000_equal_t;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_t ON public.t;
DROP FUNCTION IF EXISTS public._sg_20260101000000_t();
ALTER TABLE public.t DROP COLUMN at;
ALTER TABLE public.t RENAME COLUMN _sg_20260101000000_new_at TO at;
ALTER TABLE public.t DROP COLUMN code;
ALTER TABLE public.t RENAME COLUMN _sg_20260101000000_new_code TO code;
ALTER TABLE public.t DROP COLUMN number;
ALTER TABLE public.t RENAME COLUMN _sg_20260101000000_new_number TO number;
ALTER TABLE public.t DROP COLUMN price;
ALTER TABLE public.t RENAME COLUMN _sg_20260101000000_new_price TO price;
ALTER TABLE public.t DROP COLUMN share;
ALTER TABLE public.t RENAME COLUMN _sg_20260101000000_new_share TO share;
ALTER TABLE public.t DROP COLUMN small;
ALTER TABLE public.t RENAME COLUMN _sg_20260101000000_new_small TO small;
CALL pg_temp.put_up();
$ddl$);

-- c17 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c17', '{public.t}', $ddl$
ANALYZE public.t;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
