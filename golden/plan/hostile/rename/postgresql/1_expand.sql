-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
<<<<<<< HEAD
--   "New; one"  ~ table Old "one" becomes New; one
--               + column from
--               + index _sg_20260101000000_new_Old "one"_pkey
=======
--   "New; one"  + view
>>>>>>> 4282dfb (Let a renamed table keep its name until contract, and a view bear the new one)
--
-- Strongest locks: "Old ""one""" access-share. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-share:"Old ""one""" rewrite=no scan=no tx=own
-- The declaration renames table "Old ""one""" to "New; one" and, in it, se lect to from. The table keeps its names until contract; a view bears the new ones for the new application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.
BEGIN;
CREATE VIEW public."New; one" WITH (security_invoker = 'true') AS
SELECT "se lect" AS "from" FROM public."Old ""one""";
COMMENT ON VIEW public."New; one" IS 'schemagen: the new name of table public."Old ""one""" until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW public."New; one" OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public."Old ""one"""'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'public."New; one"',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public."Old ""one"""'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('from', 'se lect')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public."Old ""one"""'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public."Old ""one"""'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
COMMIT;
<<<<<<< HEAD

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
BEGIN;
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public."New; one"') AND attname IN ('se lect') AND NOT attisdropped
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
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:"New; one" rewrite=no scan=no tx=own
-- The new name of column "New; one"."se lect" is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public."New; one" ADD COLUMN IF NOT EXISTS "from" integer;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public."New; one"'::regclass AND a.attname = 'se lect'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, 'from', 'public."New; one"', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-row-exclusive:"New; one" rewrite=no scan=no tx=own
-- A trigger on table "New; one" keeps se lect and from equal, whichever is written. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_New; one"() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW."from" IS NULL THEN
            NEW."from" := NEW."se lect";
        ELSE
            NEW."se lect" := NEW."from";
        END IF;
    ELSIF NEW."from" IS DISTINCT FROM OLD."from" AND NEW."from" IS DISTINCT FROM NEW."se lect" THEN
        NEW."se lect" := NEW."from";
    ELSIF NEW."se lect" IS DISTINCT FROM OLD."se lect" THEN
        NEW."from" := NEW."se lect";
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "zz_sg_20260101000000_New; one" BEFORE INSERT OR UPDATE ON public."New; one"
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_New; one"();
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:"New; one" rewrite=no scan=yes tx=none
-- Index "New; one"."_sg_20260101000000_new_Old ""one""_pkey", built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_20260101000000_new_Old ""one""_pkey";
CREATE UNIQUE INDEX CONCURRENTLY "_sg_20260101000000_new_Old ""one""_pkey" ON public."New; one" USING btree ("from");
SET lock_timeout = '2s';
=======
>>>>>>> 4282dfb (Let a renamed table keep its name until contract, and a view bear the new one)
