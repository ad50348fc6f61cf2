-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   named  ~ view
--
-- Strongest locks: named access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:named rewrite=no scan=no tx=own
-- Changes view named.
BEGIN;
CREATE TEMP TABLE _sg_privileges_named AS
WITH object AS (
    SELECT 'TABLE public.named' AS grant_on, 'VIEW public.named' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.named'::regclass
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
DROP VIEW IF EXISTS public.named;
CREATE VIEW public.named AS
SELECT id FROM users;
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_named ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_named;
COMMIT;
