-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
--
--   people  ~ table users becomes people
--           + column name
--
-- Strongest locks: users access-exclusive, people access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.people,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.users}',
    lacks => '{column public.people.name,table public.people}');

-- e1 · The declaration renames table users to people. A view keeps the old name for the old application: nothing is copied. COPY FROM and TRUNCATE do not go through it.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users RENAME TO people;
CREATE VIEW public.users WITH (security_invoker=true) AS
    SELECT id, email FROM public.people;
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
                  FROM (VALUES ('id', 'id'), ('email', 'email')) shown (name, source)
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

-- e2 · New column people.name, empty in existing rows for now.
CALL pg_temp.under_lock('e2', '{public.people,public.users}', $ddl$
ALTER TABLE public.people ADD COLUMN IF NOT EXISTS name text;
$ddl$);

-- e3 · A trigger on table people fills in name for the old application. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.people,public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_people() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.name IS NULL THEN
        NEW.name := (SELECT split_part(email, '@', 1) FROM (SELECT NEW.*) AS people);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_people BEFORE INSERT OR UPDATE ON public.people
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_people();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
