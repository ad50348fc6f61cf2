-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c7 on, because of steps c7, c9 and c12.
--
--   users  ~ column _sg_20260101000000_new_code: both forms held together, both forms proved equal
--          ~ column _sg_20260101000000_new_flags: both forms held together, both forms proved equal
--          ~ column _sg_20260101000000_new_name: both forms held together, both forms proved equal, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ column code: the new form in place of the old one
--          ~ column flags: the new form in place of the old one
--          ~ column name: the new form in place of the old one
--          ~ table: trigger dropped
--          · c13: The planner of queries learns what has taken its place.
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3, c4, c5 and c6.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c8 and c10.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'code', 'replaced'], ['column', 'public.users', 'flags', 'replaced'], ['column', 'public.users', 'name', 'replaced']],
    known => '{public.users users_pkey}');
$ddl$);

-- c2 · Values of column users.code that cannot become character varying(12) would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value character varying(12);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE code IS NOT NULL AND _sg_20260101000000_new_code IS NULL LOOP
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

-- c3 · Values of column users.flags that cannot become bit varying(4) would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value bit varying(4);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE flags IS NOT NULL AND _sg_20260101000000_new_flags IS NULL LOOP
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

-- c4 · Rows without a value of users._sg_20260101000000_new_name would stop this file later on.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of users', 'have no value of _sg_20260101000000_new_name',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.users
             WHERE _sg_20260101000000_new_name IS NULL$rows$);
$ddl$);

-- c5 · Values of column users.name that cannot become character varying(40) would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c5', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value character varying(40);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE name IS NOT NULL AND _sg_20260101000000_new_name IS NULL LOOP
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

-- c6 · The old form is about to go: both forms of table users are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c6', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in _sg_20260101000000_new_code the value of code, in _sg_20260101000000_new_flags the value of flags and in _sg_20260101000000_new_name the value of name',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (_sg_20260101000000_new_code IS NOT DISTINCT FROM (code)::varchar) OR NOT (row(_sg_20260101000000_new_flags)::record *= row((flags)::varbit)::record) OR NOT (_sg_20260101000000_new_name IS NOT DISTINCT FROM (name)::varchar)$rows$);
$ddl$);

-- c7 · No write of any kind can part both forms of _sg_20260101000000_new_code, _sg_20260101000000_new_flags and _sg_20260101000000_new_name from here on.
CALL pg_temp.under_lock('c7', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_equal_users CHECK (_sg_20260101000000_new_code IS NOT DISTINCT FROM (code)::varchar AND row(_sg_20260101000000_new_flags)::record *= row((flags)::varbit)::record AND _sg_20260101000000_new_name IS NOT DISTINCT FROM (name)::varchar) NOT VALID;
$ddl$);

-- c8 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c8', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c9 · New rows must have a value of users._sg_20260101000000_new_name from here on.
CALL pg_temp.under_lock('c9', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_name;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_name CHECK (_sg_20260101000000_new_name IS NOT NULL) NOT VALID;
$ddl$);

-- c10 · Looks at the existing rows for users._sg_20260101000000_new_name without blocking writers.
CALL pg_temp.under_lock('c10', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_name;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c11 · NOT NULL of users._sg_20260101000000_new_name, for free: the check above has proved it.
CALL pg_temp.under_lock('c11', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN _sg_20260101000000_new_name SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_name;
$ddl$);

-- c12 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.code in its new type, users.flags in its new type, users.name in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c12', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'code', 'replaced'], ['column', 'public.users', 'flags', 'replaced'], ['column', 'public.users', 'name', 'replaced']]);
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
ALTER TABLE public.users DROP CONSTRAINT _sg_20260101000000_equal_users;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
ALTER TABLE public.users DROP COLUMN code;
ALTER TABLE public.users RENAME COLUMN _sg_20260101000000_new_code TO code;
ALTER TABLE public.users DROP COLUMN flags;
ALTER TABLE public.users RENAME COLUMN _sg_20260101000000_new_flags TO flags;
ALTER TABLE public.users DROP COLUMN name;
ALTER TABLE public.users RENAME COLUMN _sg_20260101000000_new_name TO name;
CALL pg_temp.put_up();
$ddl$);

-- c13 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c13', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
