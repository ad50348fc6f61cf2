-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   people  ~ table users becomes people
--           + column name
--
-- Strongest locks: users access-exclusive, people access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames table users to people. A view keeps the old name for the old application: nothing is copied. COPY FROM and TRUNCATE do not go through it.
BEGIN;
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
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:people rewrite=no scan=no tx=own
-- New column people.name, empty in existing rows for now.
BEGIN;
ALTER TABLE public.people ADD COLUMN IF NOT EXISTS name text;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-row-exclusive:people rewrite=no scan=no tx=own
-- A trigger on table people fills in name for the old application. Its name lets it fire last.
BEGIN;
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
COMMIT;
