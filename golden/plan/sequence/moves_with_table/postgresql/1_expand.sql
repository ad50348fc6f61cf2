-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e2 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   sales        + schema
--   bill_number  ~ sequence number becomes bill_number
--   sales.bills  + view
--
-- Strongest locks: number access-exclusive, bills access-share.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.bills,sales.bills}',
    marker => 'public._sg_20260101000000()',
    has => '{sequence public.number,table public.bills}',
    lacks => '{schema sales,sequence sales.bill_number,table sales.bills}');

-- e1 · New schema sales.
CALL pg_temp.run('e1', $ddl$
CREATE SCHEMA IF NOT EXISTS sales;
$ddl$);

-- e2 · The declaration renames sequence number to bill_number. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.run('e2', $ddl$
ALTER SEQUENCE public.number RENAME TO bill_number;
$ddl$);

-- e3 · The declaration moves table bills to sales.bills. The table keeps its names until contract; a view bears the new ones for the new application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.
CALL pg_temp.run('e3', $ddl$
CREATE VIEW sales.bills WITH (security_invoker = 'true') AS
SELECT no FROM public.bills;
COMMENT ON VIEW sales.bills IS 'schemagen: the new name of table public.bills until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW sales.bills OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public.bills'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'sales.bills',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public.bills'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('no', 'no')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public.bills'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public.bills'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
CALL pg_temp.share_schema('sales', relation => 'public.bills');
$ddl$);

CALL pg_temp.end_file();
