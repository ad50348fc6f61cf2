-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   answer()  ~ function
--
-- Locks nothing that was there before.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=no tx=own
-- Changes function answer().
BEGIN;
CREATE TEMP TABLE _sg_privileges_answer AS
WITH object AS (
    SELECT 'FUNCTION public.answer()' AS grant_on, 'FUNCTION public.answer()' AS alter_on, proacl AS acl, proowner AS owner, NULL::oid AS relation
      FROM pg_proc WHERE oid = 'public.answer()'::regprocedure
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
DROP FUNCTION IF EXISTS public.answer();
CREATE OR REPLACE FUNCTION public.answer() RETURNS text LANGUAGE sql AS $$ SELECT '42' $$;
COMMENT ON FUNCTION public.answer() IS 'New';
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_answer ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_answer;
COMMIT;
