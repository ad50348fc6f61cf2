-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   happenings  ~ table events becomes happenings
--
-- Strongest locks: events access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events,public.happenings}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.events}',
    lacks => '{table public.happenings}');

-- e1 · The declaration renames table events to happenings. A view keeps the old name for the old application: nothing is copied. COPY FROM and TRUNCATE do not go through it.
CALL pg_temp.under_lock('e1', '{public.events}', $ddl$
ALTER TABLE public.events RENAME TO happenings;
CREATE VIEW public.events WITH (security_invoker=true) AS
    SELECT id, at, kind FROM public.happenings;
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW public.events OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public.happenings'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'public.events',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public.happenings'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('id', 'id'), ('at', 'at'), ('kind', 'kind')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public.happenings'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public.happenings'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
$ddl$);

CALL pg_temp.end_file();
