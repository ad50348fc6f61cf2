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
DO $$
DECLARE
    _sg_known text[] := ARRAY['public.narrows _sg_20260101000000_new_narrows_pkey', 'public.narrows id', 'public.narrows narrows_pkey', 'public.wides _sg_20260101000000_new_wides_pkey', 'public.wides id', 'public.wides wides_pkey']::text[];  -- the relation, and what of it
    _sg_found text;
BEGIN
    WITH named (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.narrows') AND attname IN ('id') AND NOT attisdropped
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.wides') AND attname IN ('id') AND NOT attisdropped
    ), touched AS (  -- a partition has what its table has, and what it has of its own
        SELECT catalog, object, part, goes, replaced, object AS root, part AS root_part FROM named
        UNION ALL
        SELECT n.catalog, a.attrelid, a.attnum::integer, n.goes, n.replaced, n.object, n.part
          FROM named n
          JOIN pg_class c ON n.catalog = 'pg_class'::regclass AND c.oid = n.object AND c.relkind = 'p'
          JOIN pg_attribute whole ON whole.attrelid = n.object AND whole.attnum = n.part
         CROSS JOIN pg_partition_tree(n.object) t
          JOIN pg_attribute a ON a.attrelid = t.relid AND a.attname = whole.attname
         WHERE t.relid <> n.object
    ), found (what, stands_on) AS (
        SELECT pg_describe_object(d.classid, d.objid, 0), pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
          FROM touched t JOIN pg_depend d
            ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
          LEFT JOIN pg_class x ON d.classid = 'pg_class'::regclass AND x.oid = d.objid
          LEFT JOIN pg_index i ON i.indexrelid = x.oid
          LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
          LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
          LEFT JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
          LEFT JOIN pg_attribute filled ON filled.attrelid = v.adrelid AND filled.attnum = v.adnum
          LEFT JOIN pg_class owner ON owner.oid = coalesce(i.indrelid, k.conrelid, g.tgrelid, v.adrelid)
          LEFT JOIN pg_namespace n ON n.oid = owner.relnamespace
         CROSS JOIN LATERAL (SELECT format('%s.%s %s', n.nspname, owner.relname,
                                           coalesce(x.relname, k.conname, g.tgname, filled.attname)) AS name) AS part
         WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                    WHEN d.classid = 'pg_rewrite'::regclass
                    THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                    WHEN d.classid = 'pg_proc'::regclass THEN d.deptype = 'n'
                    WHEN d.classid = 'pg_type'::regclass THEN false
                    WHEN x.oid IS NOT NULL
                    THEN t.replaced AND i.indexrelid IS NOT NULL AND NOT x.relispartition
                         AND x.relname NOT LIKE '\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN k.oid IS NOT NULL
                    THEN t.replaced AND k.contype <> 'n' AND k.conparentid = 0 AND k.coninhcount = 0
                         AND k.conname NOT LIKE '\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN g.oid IS NOT NULL
                    THEN NOT g.tgisinternal AND g.tgparentid = 0
                         AND g.tgname NOT LIKE 'zz\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN v.oid IS NOT NULL AND v.adrelid = t.object AND t.object <> t.root
                    THEN t.replaced AND pg_get_expr(v.adbin, v.adrelid) IS DISTINCT FROM
                         (SELECT pg_get_expr(whole.adbin, whole.adrelid) FROM pg_attrdef whole
                           WHERE whole.adrelid = t.root
                             AND whole.adnum = (SELECT attnum FROM pg_attribute a
                                                 WHERE a.attrelid = t.root AND a.attname = filled.attname))
                    WHEN v.oid IS NOT NULL THEN t.replaced AND part.name <> ALL (_sg_known)
                    ELSE d.deptype = 'n' END
        UNION ALL
        SELECT own.what, pg_describe_object('pg_class'::regclass, a.attrelid, a.attnum)
          FROM touched t
          JOIN pg_attribute a ON a.attrelid = t.object AND a.attnum = t.part
          JOIN pg_attribute whole ON whole.attrelid = t.root AND whole.attnum = t.root_part
         CROSS JOIN LATERAL (VALUES
               ('NOT NULL of the partition', a.attnotnull AND NOT whole.attnotnull),
               ('a privilege', a.attacl IS NOT NULL),
               ('a comment', col_description(a.attrelid, a.attnum) <>
                             coalesce(col_description(whole.attrelid, whole.attnum), '')),
               ('a statistics target', coalesce(a.attstattarget, -1) <> coalesce(whole.attstattarget, -1)),
               ('an option', a.attoptions IS DISTINCT FROM whole.attoptions)) AS own (what, is_there)
         WHERE t.replaced AND t.catalog = 'pg_class'::regclass AND t.object <> t.root AND own.is_there
    )
    SELECT string_agg(DISTINCT what || ' stands on ' || stands_on, '; ') INTO _sg_found FROM found;
    IF _sg_found IS NOT NULL THEN
        RAISE EXCEPTION 'This migration cannot carry over what schemagen does not know: %', _sg_found
            USING HINT = 'Nothing was changed. Drop it now, and create it in its new form when the last file has run.';
    END IF;
END
$$;
$ddl$);

-- c2 · Values of column narrows.id that cannot become integer would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c2', $ddl$
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
        EXCEPTION WHEN data_exception OR check_violation THEN
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

-- c3 · The old form is about to go: both forms of table narrows are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.narrows
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::integer)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have in _sg_20260101000000_new_id the value of id; the first: %', _sg_rows, 'narrows', _sg_keys
            USING HINT = 'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.';
    END IF;
END
$$;
$ddl$);

-- c4 · Rows without a value of narrows._sg_20260101000000_new_id would stop this file later on.
CALL pg_temp.look('c4', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.narrows
             WHERE _sg_20260101000000_new_id IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of _sg_20260101000000_new_id; the first: %', _sg_rows, 'narrows', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
$ddl$);

-- c5 · The old form is about to go: both forms of table wides are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c5', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.wides
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have in _sg_20260101000000_new_id the value of id; the first: %', _sg_rows, 'wides', _sg_keys
            USING HINT = 'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.';
    END IF;
END
$$;
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
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_id AS
    WITH touched (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.narrows') AND attname IN ('id') AND NOT attisdropped
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
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_id ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
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
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_id ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_id;
END
$$;
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
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_id AS
    WITH touched (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.wides') AND attname IN ('id') AND NOT attisdropped
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
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_id ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
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
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_id ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_id;
END
$$;
$ddl$);

-- c16 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c16', '{public.wides}', $ddl$
ANALYZE public.wides;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
