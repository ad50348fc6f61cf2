-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   "New; one"  - view
--               ~ table Old "one" becomes New; one
--
-- Strongest locks: "New; one" access-exclusive, "Old ""one""" access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:"New; one",access-exclusive:"Old ""one""" rewrite=no scan=no tx=own
-- The old application is gone: table "Old ""one""" takes its new name "New; one", and the view makes way.
BEGIN;
<<<<<<< HEAD
DROP VIEW IF EXISTS public."Old ""one""";
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:"New; one" rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: "New; one".from for se lect.
BEGIN;
DO $$
DECLARE
    _sg_object record;
BEGIN
    ALTER TABLE public."New; one" RENAME COLUMN "from" TO _sg_aside_from;
    ALTER TABLE public."New; one" RENAME COLUMN "se lect" TO "from";
    CREATE TEMP TABLE "_sg_unmodelled_se lect" AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public."New; one"') AND attname IN ('from') AND NOT attisdropped
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
    ALTER TABLE public."New; one" RENAME COLUMN "from" TO "se lect";
    ALTER TABLE public."New; one" RENAME COLUMN _sg_aside_from TO "from";
    FOR _sg_object IN SELECT down FROM pg_temp."_sg_unmodelled_se lect" ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_New; one" ON public."New; one";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_New; one"();
ALTER TABLE public."New; one" DROP CONSTRAINT IF EXISTS "Old ""one""_pkey";
ALTER TABLE public."New; one" DROP COLUMN "se lect";
ALTER TABLE public."New; one" ADD CONSTRAINT "Old ""one""_pkey" PRIMARY KEY USING INDEX "_sg_20260101000000_new_Old ""one""_pkey";
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp."_sg_unmodelled_se lect" ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp."_sg_unmodelled_se lect";
END
$$;
=======
DROP VIEW IF EXISTS public."New; one";
ALTER TABLE public."Old ""one""" RENAME TO "New; one";
ALTER TABLE public."New; one" RENAME COLUMN "se lect" TO "from";
>>>>>>> 4282dfb (Let a renamed table keep its name until contract, and a view bear the new one)
COMMIT;
