-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3, c4 and c5.
-- This migration has nothing to do in migrate.
--
--   area(integer)              - function
--   clean()                    ~ function
--   price(integer, integer)    ~ function
--   renamed_argument(integer)  ~ function
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['function', 'public.area(integer)', '', 'gone'], ['function', 'public.clean()', '', 'replaced'], ['function', 'public.price(integer, integer)', '', 'replaced'], ['function', 'public.renamed_argument(integer)', '', 'replaced']],
    known => '{}',
    functions => '{public.area(integer),public.clean(),"public.price(integer, integer)",public.renamed_argument(integer)}');
$ddl$);

-- c2 · Only the old application calls function area(integer).
CALL pg_temp.run('c2', $ddl$
DROP FUNCTION IF EXISTS public.area(integer);
$ddl$);

-- c3 · Changes function clean().
CALL pg_temp.run('c3', $ddl$
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
CALL pg_temp.take_down(ARRAY[['function', 'public.clean()', '', 'replaced']]);
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
CALL pg_temp.put_up();
$ddl$);

-- c4 · Changes function price(integer, integer).
CALL pg_temp.run('c4', $ddl$
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
CALL pg_temp.take_down(ARRAY[['function', 'public.price(integer, integer)', '', 'replaced']]);
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
CALL pg_temp.put_up();
$ddl$);

-- c5 · Changes function renamed_argument(integer).
CALL pg_temp.run('c5', $ddl$
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
CALL pg_temp.take_down(ARRAY[['function', 'public.renamed_argument(integer)', '', 'replaced']]);
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
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
