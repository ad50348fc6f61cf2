-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column born_on: filled, values verified
--          ~ column euros: filled, values verified
--          ~ column login: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: statistics
--          · m6: Let the new application write table users too; a row that is given both forms of a column must be given the same.
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps m1 and m2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c11}');

-- m1 · Values of column users.birth that cannot become date would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value date;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE birth IS NOT NULL LOOP
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

-- m2 · Values of column users.cents that cannot become numeric(12,2) would stop the filling: they are looked for first.
CALL pg_temp.look('m2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE cents IS NOT NULL LOOP
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

-- m3 · Backfill born_on, euros, login of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$born_on = CASE WHEN (born_on IS NULL AND (nullif(birth, '')::date) IS NOT NULL) THEN (nullif(birth, '')::date)::date ELSE born_on END,
         euros = CASE WHEN (euros IS NULL AND (cents / 100.0) IS NOT NULL) THEN (cents / 100.0)::numeric(12,2) ELSE euros END,
         login = CASE WHEN (login IS NULL AND (name) IS NOT NULL) THEN name ELSE login END$set$,
    $missing$(born_on IS NULL AND (nullif(birth, '')::date) IS NOT NULL)
      OR (euros IS NULL AND (cents / 100.0) IS NOT NULL)
      OR (login IS NULL AND (name) IS NOT NULL)$missing$);

-- m4 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m4', '{public.users}', $ddl$
ANALYZE public.users (born_on, euros, login);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m5 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m5', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in born_on the value of birth, in euros the value of cents and in login the value of name',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT ((born_on IS NOT DISTINCT FROM (nullif(birth, '')::date)::date OR birth IS NOT DISTINCT FROM (to_char(born_on, 'YYYY-MM-DD'))::text)) OR NOT ((row(euros)::record *= row((cents / 100.0)::numeric(12,2))::record OR cents IS NOT DISTINCT FROM ((euros * 100)::integer)::integer)) OR NOT (login IS NOT DISTINCT FROM name)$rows$);
$ddl$);

-- m6 · Let the new application write table users too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m6', '{public.users}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_users" BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_users('old and new application');
ALTER TABLE public.users ENABLE ALWAYS TRIGGER "!_sg_20260101000000_users";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m7 · New rows must have a value of users.login from here on.
CALL pg_temp.under_lock('m7', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_login;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_login CHECK (login IS NOT NULL) NOT VALID;
$ddl$);

-- m8 · Looks at the existing rows for users.login without blocking writers.
CALL pg_temp.under_lock('m8', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_login;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m9 · NOT NULL of users.login, for free: the check above has proved it.
CALL pg_temp.under_lock('m9', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN login SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_login;
$ddl$);

CALL pg_temp.end_file();
