-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  - column group
--          - column mail
--          + column email
--          + column team
--          ~ table: renamed
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.group,column public.users.mail}',
    lacks => '{column public.users.email,column public.users.team}');

-- e1 · The declaration renames in table users mail to email, group to team. Until contract a view in its place has the columns under both names: nothing is copied. COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone and statements that write both names do not go through it.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN mail TO email;
ALTER TABLE public.users RENAME COLUMN "group" TO team;
ALTER TABLE public.users RENAME TO _sg_20260101000000_base_users;
CREATE VIEW public.users WITH (security_invoker=true) AS
    SELECT id, email AS mail, team AS "group", email, team FROM public._sg_20260101000000_base_users;
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW public.users OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public._sg_20260101000000_base_users'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'public.users',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public._sg_20260101000000_base_users'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('id', 'id'), ('mail', 'email'), ('group', 'team'), ('email', 'email'), ('team', 'team')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public._sg_20260101000000_base_users'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public._sg_20260101000000_base_users'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
$ddl$);

CALL pg_temp.end_file();
