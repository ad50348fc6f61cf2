-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   people             + view
--   full_name(people)  + function
--   of_a(text)         ~ function: new body
--
-- Strongest locks: users access-share.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.people,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.users,function public.of_a}',
    lacks => '{table public.people}');

-- e1 · The declaration renames table users to people. The table keeps its names until contract; a view bears the new ones for the new application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.
CALL pg_temp.run('e1', $ddl$
CREATE VIEW public.people WITH (security_invoker = 'true') AS
SELECT id, a, b FROM public.users;
COMMENT ON VIEW public.people IS 'schemagen: the new name of table public.users until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW public.people OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public.users'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'public.people',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public.users'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('id', 'id'), ('a', 'a'), ('b', 'b')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public.users'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public.users'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
$ddl$);

-- e2 · New function full_name(people).
CALL pg_temp.run('e2', $ddl$
CREATE OR REPLACE FUNCTION public.full_name(people) returns text language sql stable as $$ select $1.a || $1.b $$;
$ddl$);

-- e3 · A new body for function of_a(text).
CALL pg_temp.run('e3', $ddl$
CREATE OR REPLACE FUNCTION public.of_a(text) returns setof users language sql stable as $$ select * from people where a = $1 $$;
$ddl$);

CALL pg_temp.end_file();
