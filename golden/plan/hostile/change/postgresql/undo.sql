-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column "Order By".group.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4,c5,c6,c7,c8,c9,c10,c11,c12,c13,c14,c15,c16,c17}');

-- takes back e8: Changes view "View; DROP TABLE x".
CALL pg_temp.take_back('e8', '{"public.\"View; DROP TABLE x\""}', $ddl$
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
    WITH touched (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_class'::regclass, oid, NULL::integer, false, true FROM pg_class WHERE oid = to_regclass('public."View; DROP TABLE x"')
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
SELECT "select", "dot.ted" FROM "Order By";
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

-- takes back e7: Index "Order By"."Index 'of' ""it""", built without blocking writers.
SELECT pg_temp.was_begun('e7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public."_sg_20260101000000_old_Index ''of'' ""it"""') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public."Index 'of' ""it""" RENAME TO "_sg_20260101000000_new_Index 'of' ""it""";
        ALTER INDEX IF EXISTS public."_sg_20260101000000_old_Index 'of' ""it""" RENAME TO "Index 'of' ""it""";
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_20260101000000_new_Index 'of' ""it""";
SET lock_timeout = '200ms';
\endif

-- takes back e6: The old index "Order By"."Index 'of' ""it""" serves on under another name while the new one is built.
CALL pg_temp.take_back('e6', '{}', $ddl$
ALTER INDEX IF EXISTS public."_sg_20260101000000_old_Index 'of' ""it""" RENAME TO "Index 'of' ""it""";
$ddl$);

-- takes back e5: The new application does not obey check "Order By"."check --me" any more.
CALL pg_temp.take_back('e5', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" ADD CONSTRAINT "check --me" CHECK ("semi;colon" > 0 or "dot.ted" is null) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e5: The new application does not obey check "Order By"."check --me" any more.
CALL pg_temp.take_back('e5', '{"public.\"Order By\""}', $ddl$
DO $$
BEGIN
    ALTER TABLE public."Order By" VALIDATE CONSTRAINT "check --me";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check "Order By"."check --me"';
END
$$;
$ddl$);

-- takes back e4: Until contract a row has to obey the old or the new rule of check "Order By"."Order By_quo""te_check", so that both applications can write.
CALL pg_temp.take_back('e4', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_quo""te_check" CHECK ("quo""te" <> '') NOT VALID;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_either_Order By_quo""te_check";
$ddl$, more => true);

-- looks at existing rows after e4: Until contract a row has to obey the old or the new rule of check "Order By"."Order By_quo""te_check", so that both applications can write.
CALL pg_temp.take_back('e4', '{"public.\"Order By\""}', $ddl$
DO $$
BEGIN
    ALTER TABLE public."Order By" VALIDATE CONSTRAINT "Order By_quo""te_check";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check "Order By"."Order By_quo""te_check"';
END
$$;
$ddl$);

-- takes back e3: New column "Order By".group: only the catalog changes.
CALL pg_temp.take_back('e3', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP COLUMN IF EXISTS "group";
$ddl$);

-- takes back e2: A trigger on table "Order By" fills in dot.ted for the old application.
CALL pg_temp.take_back('e2', '{"public.\"Order By\""}', $ddl$
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_Order By" ON public."Order By";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_Order By"();
$ddl$);

CALL pg_temp.end_file(last => true);
