-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4 and c7.
--
--   users  ~ column euros: NOT NULL for new rows, proved for existing rows, NOT NULL, the new form in place of the old one
--          - column birth
--          - column cents
--          - column name
--          ~ unique constraint users_name_key
--          ~ table: trigger dropped
--          ~ column born_on: the new form in place of the old one
--          ~ column login: the new form in place of the old one
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: step c5.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · Values of column users.birth that cannot become date would be lost with the old form: the old application may have written some since.
CALL pg_temp.run('c1', $ddl$
DO $$
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value date;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE birth IS NOT NULL AND born_on IS NULL LOOP
        BEGIN
            _sg_value := (SELECT nullif(birth, '')::date FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN data_exception OR check_violation THEN
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

-- c2 · Values of column users.cents that cannot become numeric(12,2) would be lost with the old form: the old application may have written some since.
CALL pg_temp.run('c2', $ddl$
DO $$
DECLARE
    _sg_row   public.users%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.users WHERE cents IS NOT NULL AND euros IS NULL LOOP
        BEGIN
            _sg_value := (SELECT cents / 100.0 FROM (SELECT _sg_row.*) AS users);
        EXCEPTION WHEN data_exception OR check_violation THEN
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

-- c3 · Rows without a value of users.euros would stop this file later on.
CALL pg_temp.run('c3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.users
             WHERE euros IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of euros; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
$ddl$);

-- c4 · New rows must have a value of users.euros from here on.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_euros;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_euros CHECK (euros IS NOT NULL) NOT VALID;
$ddl$);

-- c5 · Looks at the existing rows for users.euros without blocking writers.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_euros;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · NOT NULL of users.euros, for free: the check above has proved it.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN euros SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_euros;
$ddl$);

-- c7 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.born_on for birth, users.euros for cents, users.login for name.
CALL pg_temp.under_lock('c7', '{public.users}', $ddl$
DO $$
DECLARE
    _sg_object record;
BEGIN
    ALTER TABLE public.users RENAME COLUMN born_on TO _sg_aside_born_on;
    ALTER TABLE public.users RENAME COLUMN birth TO born_on;
    ALTER TABLE public.users RENAME COLUMN euros TO _sg_aside_euros;
    ALTER TABLE public.users RENAME COLUMN cents TO euros;
    ALTER TABLE public.users RENAME COLUMN login TO _sg_aside_login;
    ALTER TABLE public.users RENAME COLUMN name TO login;
    CREATE TEMP TABLE _sg_unmodelled_birth AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.users') AND attname IN ('born_on', 'euros', 'login') AND NOT attisdropped
    ), standing AS (
        SELECT DISTINCT d.classid, d.objid
          FROM touched t JOIN pg_depend d
            ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
    )
    SELECT format('policy %I on %s', p.polname, p.polrelid::regclass) AS name,
           format('DROP POLICY %I ON %s', p.polname, p.polrelid::regclass) AS down,
           format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, p.polrelid::regclass,
                  CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                  CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                  (SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, ', ')
                     FROM unnest(p.polroles) role))
           || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
           || coalesce(format('; COMMENT ON POLICY %I ON %s IS %L', p.polname, p.polrelid::regclass,
                              obj_description(p.oid, 'pg_policy')), '') AS up
      FROM pg_policy p JOIN standing ON standing.classid = 'pg_policy'::regclass AND standing.objid = p.oid
    UNION ALL
    SELECT format('statistics %I.%I', n.nspname, s.stxname), format('DROP STATISTICS %I.%I', n.nspname, s.stxname),
           pg_get_statisticsobjdef(s.oid)
           || CASE WHEN coalesce(s.stxstattarget, -1) < 0 THEN ''
                   ELSE format('; ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, s.stxstattarget) END
           || CASE WHEN pg_get_userbyid(s.stxowner) = current_user THEN ''
                   ELSE format('; ALTER STATISTICS %I.%I OWNER TO %I', n.nspname, s.stxname, pg_get_userbyid(s.stxowner)) END
           || coalesce(format('; COMMENT ON STATISTICS %I.%I IS %L', n.nspname, s.stxname,
                              obj_description(s.oid, 'pg_statistic_ext')), '')
      FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
      JOIN standing ON standing.classid = 'pg_statistic_ext'::regclass AND standing.objid = s.oid;
    ALTER TABLE public.users RENAME COLUMN born_on TO birth;
    ALTER TABLE public.users RENAME COLUMN _sg_aside_born_on TO born_on;
    ALTER TABLE public.users RENAME COLUMN euros TO cents;
    ALTER TABLE public.users RENAME COLUMN _sg_aside_euros TO euros;
    ALTER TABLE public.users RENAME COLUMN login TO name;
    ALTER TABLE public.users RENAME COLUMN _sg_aside_login TO login;
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_birth ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_name_key;
ALTER TABLE public.users DROP COLUMN birth;
ALTER TABLE public.users DROP COLUMN cents;
ALTER TABLE public.users DROP COLUMN name;
ALTER TABLE public.users ALTER COLUMN euros SET DEFAULT 0;
ALTER TABLE public.users ADD CONSTRAINT users_name_key UNIQUE USING INDEX _sg_20260101000000_new_users_name_key;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_birth ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_birth;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
