-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   order_status  ~ enum
--   orders        ~ column status: new type
--                 ~ written anew
--
-- Strongest locks: orders access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: orders.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:orders rewrite=yes scan=no tx=own
-- Changes enum order_status; in the same transaction made anew: column orders.status.
BEGIN;
CREATE TEMP TABLE _sg_privileges ON COMMIT DROP AS
WITH object AS (
    SELECT 'TYPE public.order_status' AS grant_on, 'TYPE public.order_status' AS alter_on, typacl AS acl, typowner AS owner, NULL::oid AS relation
      FROM pg_type WHERE oid = 'public.order_status'::regtype
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
ALTER TYPE public.order_status RENAME TO _sg_old_order_status;
CREATE TYPE public.order_status AS ENUM ('paid', 'new');
ALTER TABLE public.orders
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE public.order_status USING status::text::public.order_status,
    ALTER COLUMN status SET DEFAULT 'new';
DROP TYPE public._sg_old_order_status;
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
COMMIT;
