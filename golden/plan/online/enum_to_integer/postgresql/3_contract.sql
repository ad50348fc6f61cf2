-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3 and c6.
--
--   alarms  ~ column _sg_20260101000000_new_severity: NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column severity: the new form in place of the old one
--           ~ table: trigger dropped
--   level   - enum
--
-- Strongest locks: alarms access-exclusive.
-- Reads in full: alarms.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.alarms}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · Values of column alarms.severity that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.run('c1', $ddl$
DO $$
DECLARE
    _sg_row   public.alarms%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.alarms WHERE severity IS NOT NULL AND _sg_20260101000000_new_severity IS NULL LOOP
        BEGIN
            _sg_value := (SELECT (CASE severity::text WHEN 'high' THEN '10' WHEN 'low' THEN '1' ELSE severity::text END)::integer FROM (SELECT _sg_row.*) AS alarms);
        EXCEPTION WHEN data_exception OR check_violation THEN
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

-- c2 · Rows without a value of alarms._sg_20260101000000_new_severity would stop this file later on.
CALL pg_temp.run('c2', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.alarms
             WHERE _sg_20260101000000_new_severity IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of _sg_20260101000000_new_severity; the first: %', _sg_rows, 'alarms', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
$ddl$);

-- c3 · New rows must have a value of alarms._sg_20260101000000_new_severity from here on.
CALL pg_temp.under_lock('c3', '{public.alarms}', $ddl$
ALTER TABLE public.alarms DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_severity;
ALTER TABLE public.alarms ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_severity CHECK (_sg_20260101000000_new_severity IS NOT NULL) NOT VALID;
$ddl$);

-- c4 · Looks at the existing rows for alarms._sg_20260101000000_new_severity without blocking writers.
CALL pg_temp.under_lock('c4', '{public.alarms}', $ddl$
ALTER TABLE public.alarms VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_severity;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · NOT NULL of alarms._sg_20260101000000_new_severity, for free: the check above has proved it.
CALL pg_temp.under_lock('c5', '{public.alarms}', $ddl$
ALTER TABLE public.alarms ALTER COLUMN _sg_20260101000000_new_severity SET NOT NULL;
ALTER TABLE public.alarms DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_severity;
$ddl$);

-- c6 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: alarms.severity in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c6', '{public.alarms}', $ddl$
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_severity AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.alarms') AND attname IN ('severity') AND NOT attisdropped
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
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_severity ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_alarms ON public.alarms;
DROP FUNCTION IF EXISTS public._sg_20260101000000_alarms();
ALTER TABLE public.alarms DROP COLUMN severity;
ALTER TABLE public.alarms RENAME COLUMN _sg_20260101000000_new_severity TO severity;
ALTER TABLE public.alarms ALTER COLUMN severity SET DEFAULT 1;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_severity ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_severity;
END
$$;
$ddl$);

-- c7 · Nothing uses enum level any more.
CALL pg_temp.run('c7', $ddl$
DROP TYPE IF EXISTS public.level;
$ddl$);

CALL pg_temp.end_file(last => true);
