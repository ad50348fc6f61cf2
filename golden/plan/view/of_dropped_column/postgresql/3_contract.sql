-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   faxes  ~ view
--   users  - column fax
--
-- Lost for good, unless there is a backup: the values of column users.fax.
-- Strongest locks: faxes access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:faxes rewrite=no scan=no tx=own
-- Changes view faxes.
BEGIN;
CREATE TEMP TABLE _sg_privileges_faxes AS
WITH object AS (
    SELECT 'TABLE public.faxes' AS grant_on, 'VIEW public.faxes' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.faxes'::regclass
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
DROP VIEW IF EXISTS public.faxes;
CREATE VIEW public.faxes AS
SELECT id FROM users;
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_faxes ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_faxes;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no loss=column:users.fax tx=own
-- Only the old application uses column users.fax.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS fax;
COMMIT;
