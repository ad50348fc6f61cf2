-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   wf.run_state  ~ enum state becomes run_state
--   wf.runs       + view
--
-- Strongest locks: runs access-share.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.runs,wf.runs}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.runs,type public.state}',
    lacks => '{table wf.runs,type wf.run_state}');

-- e1 · The declaration moves enum state to wf.run_state. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.run('e1', $ddl$
ALTER TYPE public.state SET SCHEMA wf;
ALTER TYPE wf.state RENAME TO run_state;
$ddl$);

-- e2 · The declaration moves table runs to wf.runs. The table keeps its names until contract; a view bears the new ones for the new application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.
CALL pg_temp.run('e2', $ddl$
CREATE VIEW wf.runs WITH (security_invoker = 'true') AS
SELECT id, state FROM public.runs;
COMMENT ON VIEW wf.runs IS 'schemagen: the new name of table public.runs until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW wf.runs OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public.runs'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'wf.runs',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public.runs'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('id', 'id'), ('state', 'state')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public.runs'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public.runs'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
CALL pg_temp.share_schema('wf', relation => 'public.runs');
$ddl$);

CALL pg_temp.end_file();
