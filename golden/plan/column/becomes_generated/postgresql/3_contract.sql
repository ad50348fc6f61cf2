-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ column twice
--          ~ all rows written anew
--
-- Lost for good, unless there is a backup: the values of column users.twice.
-- Strongest locks: users access-exclusive.
-- Writes anew in full, while readers and writers wait: users.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.twice}');

-- c1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('c1', $ddl$
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.users') AND attname IN ('twice') AND NOT attisdropped
    )
    SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0) || ' stands on '
                               || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), '; ') INTO _sg_found
      FROM touched t JOIN pg_depend d
        ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
     WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                WHEN d.classid = 'pg_rewrite'::regclass
                THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                WHEN d.classid = 'pg_proc'::regclass
                THEN d.deptype = 'n'
                WHEN d.classid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_constraint'::regclass,
                                   'pg_attrdef'::regclass, 'pg_trigger'::regclass) THEN false
                ELSE d.deptype = 'n' END;
    IF _sg_found IS NOT NULL THEN
        RAISE EXCEPTION 'This migration cannot carry over what schemagen does not know: %', _sg_found
            USING HINT = 'Nothing was changed. Drop it now, and create it in its new form when the last file has run.';
    END IF;
END
$$;
$ddl$);

-- c2 · Changes column users.twice, which is dropped and added with its new expression.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_twice AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.users') AND attname IN ('twice') AND NOT attisdropped
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
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_twice ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
ALTER TABLE public.users DROP COLUMN IF EXISTS twice;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS twice integer GENERATED ALWAYS AS (amount * 2) STORED;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_twice ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_twice;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
