-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   people  ~ table users becomes people
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.people,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.users}',
    lacks => '{table public.people}');

-- e1 · The declaration renames table users to people. A view keeps the old name for the old application: nothing is copied. COPY FROM and TRUNCATE do not go through it.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users RENAME TO people;
CREATE VIEW public.users WITH (security_invoker=true) AS
    SELECT id, name FROM public.people;
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW public.users OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public.people'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'public.users',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public.people'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('id', 'id'), ('name', 'name')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public.people'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public.people'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
$ddl$);

CALL pg_temp.end_file();
