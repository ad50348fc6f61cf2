-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on, because of steps c6, c9, c10 and c13.
--
--   prices    ~ column _sg_20260101000000_new_net: NOT NULL for new rows, proved for existing rows, NOT NULL
--             ~ column net: the new form in place of the old one
--             ~ column place: the new form in place of the old one
--             ~ table: trigger dropped
--   readings  ~ column _sg_20260101000000_new_value: NOT NULL for new rows, proved for existing rows, NOT NULL
--             ~ column value: the new form in place of the old one
--             ~ table: trigger dropped
--
-- Lost for good, unless there is a backup: digits behind the point of column prices.net, digits behind the point of column readings.value.
-- Strongest locks: prices access-exclusive, readings access-exclusive.
-- Reads in full: prices, readings.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2, c3, c4 and c5.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c7 and c11.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.prices,public.readings}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · Values of column prices.net that cannot become numeric(12,2) would be lost with the old form: the old application may have written some since.
CALL pg_temp.run('c1', $ddl$
DO $$
DECLARE
    _sg_row   public.prices%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.prices WHERE net IS NOT NULL AND _sg_20260101000000_new_net IS NULL LOOP
        BEGIN
            _sg_value := (SELECT net / 3.0 FROM (SELECT _sg_row.*) AS prices);
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of net that do not become numeric(12,2); the first: %',
                        _sg_rows, 'prices', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c2 · Rows without a value of prices._sg_20260101000000_new_net would stop this file later on.
CALL pg_temp.run('c2', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.prices
             WHERE _sg_20260101000000_new_net IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of _sg_20260101000000_new_net; the first: %', _sg_rows, 'prices', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
$ddl$);

-- c3 · Values of column prices.place that cannot become text would be lost with the old form: the old application may have written some since.
CALL pg_temp.run('c3', $ddl$
DO $$
DECLARE
    _sg_row   public.prices%ROWTYPE;
    _sg_value text;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.prices WHERE place IS NOT NULL AND _sg_20260101000000_new_place IS NULL LOOP
        BEGIN
            _sg_value := (SELECT place::text FROM (SELECT _sg_row.*) AS prices);
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of place that do not become text; the first: %',
                        _sg_rows, 'prices', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c4 · Values of column readings.value that cannot become numeric(12,2) would be lost with the old form: the old application may have written some since.
CALL pg_temp.run('c4', $ddl$
DO $$
DECLARE
    _sg_row   public.readings%ROWTYPE;
    _sg_value numeric(12,2);
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.readings WHERE value IS NOT NULL AND _sg_20260101000000_new_value IS NULL LOOP
        BEGIN
            _sg_value := (SELECT value / 3.0 FROM (SELECT _sg_row.*) AS readings);
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of value that do not become numeric(12,2); the first: %',
                        _sg_rows, 'readings', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c5 · Rows without a value of readings._sg_20260101000000_new_value would stop this file later on.
CALL pg_temp.run('c5', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.readings
             WHERE _sg_20260101000000_new_value IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of _sg_20260101000000_new_value; the first: %', _sg_rows, 'readings', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
$ddl$);

-- c6 · New rows must have a value of prices._sg_20260101000000_new_net from here on.
CALL pg_temp.under_lock('c6', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_net;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_net CHECK (_sg_20260101000000_new_net IS NOT NULL) NOT VALID;
$ddl$);

-- c7 · Looks at the existing rows for prices._sg_20260101000000_new_net without blocking writers.
CALL pg_temp.under_lock('c7', '{public.prices}', $ddl$
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_net;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · NOT NULL of prices._sg_20260101000000_new_net, for free: the check above has proved it.
CALL pg_temp.under_lock('c8', '{public.prices}', $ddl$
ALTER TABLE public.prices ALTER COLUMN _sg_20260101000000_new_net SET NOT NULL;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_net;
$ddl$);

-- c9 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: prices.net in its new type, prices.place in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c9', '{public.prices}', $ddl$
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_net AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.prices') AND attname IN ('net', 'place') AND NOT attisdropped
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
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_net ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_prices ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_prices();
ALTER TABLE public.prices DROP COLUMN net;
ALTER TABLE public.prices RENAME COLUMN _sg_20260101000000_new_net TO net;
ALTER TABLE public.prices DROP COLUMN place;
ALTER TABLE public.prices RENAME COLUMN _sg_20260101000000_new_place TO place;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_net ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_net;
END
$$;
$ddl$);

-- c10 · New rows must have a value of readings._sg_20260101000000_new_value from here on.
CALL pg_temp.under_lock('c10', '{public.readings}', $ddl$
ALTER TABLE public.readings DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_value;
ALTER TABLE public.readings ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_value CHECK (_sg_20260101000000_new_value IS NOT NULL) NOT VALID;
$ddl$);

-- c11 · Looks at the existing rows for readings._sg_20260101000000_new_value without blocking writers.
CALL pg_temp.under_lock('c11', '{public.readings}', $ddl$
ALTER TABLE public.readings VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_value;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c12 · NOT NULL of readings._sg_20260101000000_new_value, for free: the check above has proved it.
CALL pg_temp.under_lock('c12', '{public.readings}', $ddl$
ALTER TABLE public.readings ALTER COLUMN _sg_20260101000000_new_value SET NOT NULL;
ALTER TABLE public.readings DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_value;
$ddl$);

-- c13 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: readings.value in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c13', '{public.readings}', $ddl$
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_value AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.readings') AND attname IN ('value') AND NOT attisdropped
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
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_value ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_readings ON public.readings;
DROP FUNCTION IF EXISTS public._sg_20260101000000_readings();
ALTER TABLE public.readings DROP COLUMN value;
ALTER TABLE public.readings RENAME COLUMN _sg_20260101000000_new_value TO value;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_value ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_value;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
