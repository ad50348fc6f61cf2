-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in migrate.
--
--   users  ~ column age: new type
--          ~ column shown: new type
--          ~ all rows written anew
--
-- Strongest locks: users access-exclusive.
-- Writes anew in full, while readers and writers wait: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events,public.logs,public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
DO $$
DECLARE
    _sg_known text[] := ARRAY['public.users mail', 'public.users size', 'public.users users_pkey']::text[];  -- the relation, and what of it
    _sg_found text;
BEGIN
    WITH named (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.users') AND attname IN ('age', 'shown') AND NOT attisdropped
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

-- c2 · Changes column users.age and column users.shown.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_age AS
    WITH touched (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.users') AND attname IN ('age', 'shown') AND NOT attisdropped
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
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_age ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
ALTER TABLE public.users
    ALTER COLUMN age TYPE bigint,
    ALTER COLUMN shown TYPE text USING shown::text;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_age ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_age;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
