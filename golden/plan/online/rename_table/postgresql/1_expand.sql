-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users   + column name
--           ~ table: kept true by a trigger
--   people  + view
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.people,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.users}',
    lacks => '{column public.people.name,table public.people}');

-- e1 · New column users.name, empty in existing rows for now.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS name text;
$ddl$);

-- e2 · A trigger on table users fills in name for the old application. Its name lets it fire last.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF NEW.name IS NULL THEN
        NEW.name := (SELECT split_part(email, '@', 1) FROM (SELECT NEW.*) AS users);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e3 · The declaration renames table users to people. The table keeps its names until contract; a view bears the new ones for the new application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.
CALL pg_temp.run('e3', $ddl$
CREATE VIEW public.people WITH (security_invoker = 'true') AS
SELECT id, email, name FROM public.users;
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
                  FROM (VALUES ('id', 'id'), ('email', 'email'), ('name', 'name')) shown (name, source)
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

CALL pg_temp.end_file();
