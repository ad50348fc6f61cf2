-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
--
--   users  ~ column name becomes full_name
--          ~ table: trigger dropped
--          · c6: The planner of queries learns what has taken its place.
--   named  ~ view
--
-- Strongest locks: users access-exclusive, named access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'name', 'replaced'], ['relation', 'public.named', '', 'replaced']],
    known => '{public.users users_pkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table users are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in full_name the value of name',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (full_name IS NOT DISTINCT FROM name)$rows$);
$ddl$);

-- c3 · No write of any kind can part both forms of full_name from here on.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_equal_users CHECK (full_name IS NOT DISTINCT FROM name) NOT VALID;
$ddl$);

-- c4 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.full_name for name. Made anew around it: view named.
CALL pg_temp.under_lock('c5', '{public.users,public.named}', $ddl$
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
ALTER TABLE public.users RENAME COLUMN full_name TO _sg_aside_full_name;
ALTER TABLE public.users RENAME COLUMN name TO full_name;
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'full_name', 'replaced'], ['relation', 'public.named', '', 'replaced']], drops => false);
ALTER TABLE public.users RENAME COLUMN full_name TO name;
ALTER TABLE public.users RENAME COLUMN _sg_aside_full_name TO full_name;
CALL pg_temp.drop_carried();
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
ALTER TABLE public.users DROP CONSTRAINT _sg_20260101000000_equal_users;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_users" ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_users();
DROP VIEW IF EXISTS public.named;
ALTER TABLE public.users DROP COLUMN name;
CREATE VIEW public.named AS
SELECT id, full_name AS name FROM users WHERE full_name <> '';
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
CALL pg_temp.put_up();
$ddl$);

-- c6 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
