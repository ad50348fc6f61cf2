-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
--
--   "Order By"            ~ table: kept true by a trigger
--                         + column group
--                         ~ check Order By_quo"te_check: old or new rule
--                         - check check --me
--                         ~ index Index 'of' "it": old form set aside, new form built
--   "View; DROP TABLE x"  ~ view
--
-- Strongest locks: "Order By" access-exclusive, "Order By"."Index 'of' ""it""" share-update-exclusive, "View; DROP TABLE x" access-exclusive.
-- Reads in full: "Order By".
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.Order By.semi;colon,constraint public.Order By.Order By_ünï ☃_key,constraint public.Order By.check --me,index public.Order By_ünï ☃_key,column public.Order By.dot.ted,"constraint public.Order By.Order By_quo\"te_check",constraint public.Order By.Order By_single''quote_fkey,"index public.Index ''of'' \"it\"",view public.View; DROP TABLE x}',
    lacks => '{column public.Order By.group,constraint public.Order By.Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key,valid index public.Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('e1', $ddl$
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, oid, NULL::integer, false FROM pg_class WHERE oid = to_regclass('public."View; DROP TABLE x"')
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, true FROM pg_attribute
         WHERE attrelid = to_regclass('public."Order By"') AND attname IN ('semi;colon') AND NOT attisdropped
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

-- e2 · A trigger on table "Order By" fills in dot.ted for the old application. Its name lets it fire last.
CALL pg_temp.under_lock('e2', '{"public.\"Order By\""}', $ddl$
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_Order By"() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW."dot.ted" IS NULL THEN
        NEW."dot.ted" := ('a;b');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "zz_sg_20260101000000_Order By" BEFORE INSERT OR UPDATE ON public."Order By"
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_Order By"();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e3 · New column "Order By".group: only the catalog changes.
CALL pg_temp.under_lock('e3', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" ADD COLUMN IF NOT EXISTS "group" text;
$ddl$);

-- e4 · Until contract a row has to obey the old or the new rule of check "Order By"."Order By_quo""te_check", so that both applications can write.
CALL pg_temp.under_lock('e4', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_either_Order By_quo""te_check";
ALTER TABLE public."Order By" ADD CONSTRAINT "_sg_20260101000000_either_Order By_quo""te_check" CHECK (("quo""te" <> '') OR (length("quo""te") > 0)) NOT VALID;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
$ddl$);

-- e5 · The new application does not obey check "Order By"."check --me" any more.
CALL pg_temp.under_lock('e5', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "check --me";
$ddl$);

-- e6 · The old index "Order By"."Index 'of' ""it""" serves on under another name while the new one is built.
CALL pg_temp.run('e6', $ddl$
DO $$
BEGIN
    IF to_regclass('public."_sg_20260101000000_old_Index ''of'' ""it"""') IS NULL THEN
        ALTER INDEX IF EXISTS public."Index 'of' ""it""" RENAME TO "_sg_20260101000000_old_Index 'of' ""it""";
    END IF;
END
$$;
$ddl$);

-- e7 · Index "Order By"."Index 'of' ""it""", built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e7') AS begins \gset
\if :begins
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."Index 'of' ""it""";
CREATE INDEX CONCURRENTLY "Index 'of' ""it""" ON public."Order By" USING btree ("dot.ted", (upper("quo""te")));
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

-- e8 · Changes view "View; DROP TABLE x".
CALL pg_temp.under_lock('e8', '{"public.\"View; DROP TABLE x\""}', $ddl$
CREATE TEMP TABLE "_sg_privileges_View; DROP TABLE x" AS
WITH object AS (
    SELECT 'TABLE public."View; DROP TABLE x"' AS grant_on, 'VIEW public."View; DROP TABLE x"' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public."View; DROP TABLE x"'::regclass
), granted AS (
    SELECT object.grant_on, '' AS columns, acl.* FROM object CROSS JOIN aclexplode(object.acl) acl
    UNION ALL
    SELECT object.grant_on, format('(%I)', a.attname), acl.*
      FROM object JOIN pg_attribute a ON a.attrelid = object.relation CROSS JOIN aclexplode(a.attacl) acl
)
SELECT 1 AS position, format('ALTER %s OWNER TO %I', alter_on, pg_get_userbyid(owner)) AS statement
  FROM object WHERE pg_get_userbyid(owner) <> current_user
UNION ALL
SELECT 2, format('REVOKE ALL ON %s FROM PUBLIC', grant_on) FROM object WHERE acl IS NOT NULL
UNION ALL
SELECT 3, format('GRANT %s %s ON %s TO %s%s', privilege_type, columns, grant_on,
                 CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                 CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM granted;
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE "_sg_unmodelled_View; DROP TABLE x" AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, oid, NULL::integer, false FROM pg_class WHERE oid = to_regclass('public."View; DROP TABLE x"')
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
    FOR _sg_object IN SELECT down FROM pg_temp."_sg_unmodelled_View; DROP TABLE x" ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
DROP VIEW IF EXISTS public."View; DROP TABLE x";
CREATE VIEW public."View; DROP TABLE x" AS
SELECT "select", "dot.ted", "group" FROM "Order By";
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp."_sg_privileges_View; DROP TABLE x" ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp."_sg_privileges_View; DROP TABLE x";
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp."_sg_unmodelled_View; DROP TABLE x" ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp."_sg_unmodelled_View; DROP TABLE x";
END
$$;
$ddl$);

CALL pg_temp.end_file();
