-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4 and c7.
--
--   points  ~ column _sg_20260101000000_new_x: NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column size: the new form in place of the old one
--           ~ column x: the new form in place of the old one
--           ~ table: trigger dropped
--
-- Lost for good, unless there is a backup: the digits behind the point of column points.size.
-- Strongest locks: points access-exclusive.
-- Reads in full: points.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: step c5.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.points}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · Values of column points.size that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.run('c1', $ddl$
DO $$
DECLARE
    _sg_row   public.points%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.points WHERE size IS NOT NULL AND _sg_20260101000000_new_size IS NULL LOOP
        BEGIN
            _sg_value := (SELECT size::integer FROM (SELECT _sg_row.*) AS points);
        EXCEPTION WHEN data_exception OR check_violation THEN
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

-- c2 · Values of column points.x that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.run('c2', $ddl$
DO $$
DECLARE
    _sg_row   public.points%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.points WHERE x IS NOT NULL AND _sg_20260101000000_new_x IS NULL LOOP
        BEGIN
            _sg_value := (SELECT x::integer FROM (SELECT _sg_row.*) AS points);
        EXCEPTION WHEN data_exception OR check_violation THEN
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

-- c3 · Rows without a value of points._sg_20260101000000_new_x would stop this file later on.
CALL pg_temp.run('c3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.points
             WHERE _sg_20260101000000_new_x IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of _sg_20260101000000_new_x; the first: %', _sg_rows, 'points', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
$ddl$);

-- c4 · New rows must have a value of points._sg_20260101000000_new_x from here on.
CALL pg_temp.under_lock('c4', '{public.points}', $ddl$
ALTER TABLE public.points DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_x;
ALTER TABLE public.points ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_x CHECK (_sg_20260101000000_new_x IS NOT NULL) NOT VALID;
$ddl$);

-- c5 · Looks at the existing rows for points._sg_20260101000000_new_x without blocking writers.
CALL pg_temp.under_lock('c5', '{public.points}', $ddl$
ALTER TABLE public.points VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_x;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · NOT NULL of points._sg_20260101000000_new_x, for free: the check above has proved it.
CALL pg_temp.under_lock('c6', '{public.points}', $ddl$
ALTER TABLE public.points ALTER COLUMN _sg_20260101000000_new_x SET NOT NULL;
ALTER TABLE public.points DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_x;
$ddl$);

-- c7 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: points.size in its new type, points.x in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c7', '{public.points}', $ddl$
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_size AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.points') AND attname IN ('size', 'x') AND NOT attisdropped
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
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_size ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_points ON public.points;
DROP FUNCTION IF EXISTS public._sg_20260101000000_points();
ALTER TABLE public.points DROP COLUMN size;
ALTER TABLE public.points RENAME COLUMN _sg_20260101000000_new_size TO size;
ALTER TABLE public.points DROP COLUMN x;
ALTER TABLE public.points RENAME COLUMN _sg_20260101000000_new_x TO x;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_size ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_size;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
