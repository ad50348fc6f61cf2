-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on, because of steps c2, c3 and c4.
-- This migration has nothing to do in migrate.
--
--   area(integer)              - function
--   clean()                    ~ function
--   price(integer, integer)    ~ function
--   renamed_argument(integer)  ~ function
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=no tx=own
-- Only the old application calls function area(integer).
BEGIN;
DROP FUNCTION IF EXISTS public.area(integer);
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=no tx=own
-- Changes function clean().
BEGIN;
CREATE TEMP TABLE _sg_privileges_clean AS
WITH object AS (
    SELECT 'FUNCTION public.clean()' AS grant_on, 'FUNCTION public.clean()' AS alter_on, proacl AS acl, proowner AS owner, NULL::oid AS relation
      FROM pg_proc WHERE oid = 'public.clean()'::regprocedure
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
DROP FUNCTION IF EXISTS public.clean();
CREATE OR REPLACE PROCEDURE public.clean() LANGUAGE sql AS 'SELECT 1';
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_clean ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_clean;
COMMIT;

-- schemagen: id=c3 phase=contract lock=none rewrite=no scan=no tx=own
-- Changes function price(integer, integer).
BEGIN;
CREATE TEMP TABLE _sg_privileges_price AS
WITH object AS (
    SELECT 'FUNCTION public.price(integer, integer)' AS grant_on, 'FUNCTION public.price(integer, integer)' AS alter_on, proacl AS acl, proowner AS owner, NULL::oid AS relation
      FROM pg_proc WHERE oid = 'public.price(integer, integer)'::regprocedure
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
DROP FUNCTION IF EXISTS public.price(integer, integer);
CREATE OR REPLACE FUNCTION public.price(amount integer, rate integer) RETURNS integer LANGUAGE sql AS 'SELECT amount * rate';
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_price ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_price;
COMMIT;

-- schemagen: id=c4 phase=contract lock=none rewrite=no scan=no tx=own
-- Changes function renamed_argument(integer).
BEGIN;
CREATE TEMP TABLE _sg_privileges_renamed_argument AS
WITH object AS (
    SELECT 'FUNCTION public.renamed_argument(integer)' AS grant_on, 'FUNCTION public.renamed_argument(integer)' AS alter_on, proacl AS acl, proowner AS owner, NULL::oid AS relation
      FROM pg_proc WHERE oid = 'public.renamed_argument(integer)'::regprocedure
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
DROP FUNCTION IF EXISTS public.renamed_argument(integer);
CREATE OR REPLACE FUNCTION public.renamed_argument(b integer) RETURNS integer LANGUAGE sql AS 'SELECT b';
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_renamed_argument ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_renamed_argument;
COMMIT;
