-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   "Order By"            ~ table: kept true by a trigger
--                         + column group
--                         - check Order By_quo"te_check
--                         - check check --me
--                         ~ index Index 'of' "it": old form set aside, new form built
--   "View; DROP TABLE x"  ~ view
--
-- Strongest locks: "Order By" access-exclusive, "Order By"."Index 'of' ""it""" share-update-exclusive, "View; DROP TABLE x" access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: "Order By".
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step e6.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:"Order By" rewrite=no scan=no tx=own
-- A trigger on table "Order By" fills in dot.ted for the old application. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public."_sg_sync_Order By"() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW."dot.ted" IS NULL THEN
        NEW."dot.ted" := ('a;b');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "zz_sg_sync_Order By" BEFORE INSERT OR UPDATE ON public."Order By"
    FOR EACH ROW EXECUTE FUNCTION public."_sg_sync_Order By"();
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- New column "Order By".group: only the catalog changes.
BEGIN;
ALTER TABLE public."Order By" ADD COLUMN IF NOT EXISTS "group" text;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- The old rule of check "Order By"."Order By_quo""te_check" goes first, so that both applications can write; contract adds the new rule, and until then none is enforced.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
COMMIT;

-- schemagen: id=e4 phase=expand lock=access-exclusive:"Order By" rewrite=no scan=no tx=own
-- The new application does not obey check "Order By"."check --me" any more.
BEGIN;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "check --me";
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:"Order By"."Index 'of' ""it""" rewrite=no scan=no tx=own
-- The old index "Order By"."Index 'of' ""it""" serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public."_sg_old_Index ''of'' ""it"""') IS NULL THEN
        ALTER INDEX IF EXISTS public."Index 'of' ""it""" RENAME TO "_sg_old_Index 'of' ""it""";
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:"Order By" rewrite=no scan=yes tx=none
-- Index "Order By"."Index 'of' ""it""", built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."Index 'of' ""it""";
CREATE INDEX CONCURRENTLY "Index 'of' ""it""" ON public."Order By" USING btree ("dot.ted", (upper("quo""te")));
SET lock_timeout = '2s';

-- schemagen: id=e7 phase=expand lock=access-exclusive:"View; DROP TABLE x" rewrite=no scan=no tx=own
-- Changes view "View; DROP TABLE x".
BEGIN;
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
COMMIT;
