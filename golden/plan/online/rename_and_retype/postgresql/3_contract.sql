-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on, because of steps c6, c8 and c11.
--
--   users  ~ column born_on: both forms held together, both forms proved equal, the new form in place of the old one
--          ~ column euros: both forms held together, both forms proved equal, NOT NULL for new rows, proved for existing rows, NOT NULL, the new form in place of the old one
--          ~ column login: both forms held together, both forms proved equal, the new form in place of the old one
--          - column birth
--          - column cents
--          - column name
--          ~ unique constraint users_name_key
--          ~ table: trigger dropped
--          · c12: The planner of queries learns what has taken its place.
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3, c4 and c5.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c7 and c9.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'birth', 'replaced'], ['column', 'public.users', 'cents', 'replaced'], ['column', 'public.users', 'name', 'replaced']],
    known => '{public.users _sg_20260101000000_new_users_name_key,public.users cents,public.users users_name_key,public.users users_pkey}');
$ddl$);

-- c2 · Values of column users.birth that cannot become date would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value date;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE birth IS NOT NULL AND born_on IS NULL LOOP
        BEGIN
            _sg_value := (SELECT nullif(birth, '')::date FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of birth that do not become date; the first: %',
                        _sg_rows, 'users', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c3 · Rows without a value of users.euros would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of users', 'have no value of euros',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.users
             WHERE euros IS NULL$rows$);
$ddl$);

-- c4 · Values of column users.cents that cannot become numeric(12,2) would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c4', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE cents IS NOT NULL AND euros IS NULL LOOP
        BEGIN
            _sg_value := (SELECT cents / 100.0 FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of cents that do not become numeric(12,2); the first: %',
                        _sg_rows, 'users', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c5 · The old form is about to go: both forms of table users are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c5', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in born_on the value of birth, in euros the value of cents and in login the value of name',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT ((born_on IS NOT DISTINCT FROM (nullif(birth, '')::date)::date OR birth IS NOT DISTINCT FROM (to_char(born_on, 'YYYY-MM-DD'))::text)) OR NOT ((row(euros)::record *= row((cents / 100.0)::numeric(12,2))::record OR cents IS NOT DISTINCT FROM ((euros * 100)::integer)::integer)) OR NOT (login IS NOT DISTINCT FROM name)$rows$);
$ddl$);

-- c6 · No write of any kind can part both forms of born_on, euros and login from here on.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_equal_users CHECK ((born_on IS NOT DISTINCT FROM (nullif(birth, '')::date)::date OR birth IS NOT DISTINCT FROM (to_char(born_on, 'YYYY-MM-DD'))::text) AND (row(euros)::record *= row((cents / 100.0)::numeric(12,2))::record OR cents IS NOT DISTINCT FROM ((euros * 100)::integer)::integer) AND login IS NOT DISTINCT FROM name) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · New rows must have a value of users.euros from here on.
CALL pg_temp.under_lock('c8', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_euros;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_euros CHECK (euros IS NOT NULL) NOT VALID;
$ddl$);

-- c9 · Looks at the existing rows for users.euros without blocking writers.
CALL pg_temp.under_lock('c9', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_euros;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c10 · NOT NULL of users.euros, for free: the check above has proved it.
CALL pg_temp.under_lock('c10', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN euros SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_euros;
$ddl$);

-- c11 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.born_on for birth, users.euros for cents, users.login for name.
CALL pg_temp.under_lock('c11', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN born_on TO _sg_aside_born_on;
ALTER TABLE public.users RENAME COLUMN birth TO born_on;
ALTER TABLE public.users RENAME COLUMN euros TO _sg_aside_euros;
ALTER TABLE public.users RENAME COLUMN cents TO euros;
ALTER TABLE public.users RENAME COLUMN login TO _sg_aside_login;
ALTER TABLE public.users RENAME COLUMN name TO login;
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'born_on', 'replaced'], ['column', 'public.users', 'euros', 'replaced'], ['column', 'public.users', 'login', 'replaced']], drops => false);
ALTER TABLE public.users RENAME COLUMN born_on TO birth;
ALTER TABLE public.users RENAME COLUMN _sg_aside_born_on TO born_on;
ALTER TABLE public.users RENAME COLUMN euros TO cents;
ALTER TABLE public.users RENAME COLUMN _sg_aside_euros TO euros;
ALTER TABLE public.users RENAME COLUMN login TO name;
ALTER TABLE public.users RENAME COLUMN _sg_aside_login TO login;
CALL pg_temp.drop_carried();
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
ALTER TABLE public.users DROP CONSTRAINT _sg_20260101000000_equal_users;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_users" ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_users();
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_name_key;
ALTER TABLE public.users DROP COLUMN birth;
ALTER TABLE public.users DROP COLUMN cents;
ALTER TABLE public.users DROP COLUMN name;
ALTER TABLE public.users ALTER COLUMN euros SET DEFAULT 0;
ALTER TABLE public.users ADD CONSTRAINT users_name_key UNIQUE USING INDEX _sg_20260101000000_new_users_name_key;
CALL pg_temp.put_up();
$ddl$);

-- c12 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c12', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
