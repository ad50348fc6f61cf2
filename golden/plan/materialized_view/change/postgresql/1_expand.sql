-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   names  ~ index names_id
--          ~ materialized view
--   on_it  ~ view
--
-- Strongest locks: on_it access-exclusive, names access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users, names.
-- Reads all rows while others wait: step e1.
-- Writers wait while this runs: step e1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:on_it,access-exclusive:names rewrite=no scan=yes tx=own
-- Changes materialized view names; in the same transaction made anew: index names.names_id and view on_it.
BEGIN;
CREATE TEMP TABLE _sg_privileges_on_it AS
WITH object AS (
    SELECT 'TABLE public.on_it' AS grant_on, 'VIEW public.on_it' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.on_it'::regclass
    UNION ALL
    SELECT 'TABLE public.names' AS grant_on, 'MATERIALIZED VIEW public.names' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.names'::regclass
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
DROP VIEW IF EXISTS public.on_it;
DROP INDEX IF EXISTS public.names_id;
DROP MATERIALIZED VIEW IF EXISTS public.names;
CREATE MATERIALIZED VIEW public.names AS
SELECT id, name FROM users WHERE id > 1;
COMMENT ON MATERIALIZED VIEW public.names IS 'New';
CREATE UNIQUE INDEX names_id ON public.names USING btree (id);
CREATE VIEW public.on_it AS
SELECT id FROM names;
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_on_it ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_on_it;
COMMIT;
