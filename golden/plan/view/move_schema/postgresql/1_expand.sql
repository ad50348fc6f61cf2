-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   report.by_payment   + view
--   report.open_orders  + view
--
-- Strongest locks: summary access-share, open_orders access-share.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{materialized view public.summary,view public.open_orders}',
    lacks => '{materialized view report.by_payment,view report.open_orders}');

-- e1 · The declaration moves materialized view summary to report.by_payment. The materialized view keeps its name until contract; a view bears the new one for the new application, and nothing is copied. REFRESH does not go through it.
CALL pg_temp.run('e1', $ddl$
CREATE VIEW report.by_payment WITH (security_invoker = 'true') AS
SELECT * FROM public.summary;
COMMENT ON VIEW report.by_payment IS 'schemagen: the new name of materialized view public.summary until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW report.by_payment OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public.summary'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'report.by_payment',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public.summary'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (SELECT attname, attname FROM pg_attribute WHERE attrelid = 'public.summary'::regclass AND attnum > 0 AND NOT attisdropped) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public.summary'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public.summary'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
CALL pg_temp.share_schema('report', relation => 'public.summary');
$ddl$);

-- e2 · The declaration moves view open_orders to report.open_orders. The view keeps its name until contract; a view bears the new one for the new application, and nothing is copied.
CALL pg_temp.run('e2', $ddl$
CREATE VIEW report.open_orders WITH (security_invoker = 'true') AS
SELECT * FROM public.open_orders;
COMMENT ON VIEW report.open_orders IS 'schemagen: the new name of view public.open_orders until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW report.open_orders OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public.open_orders'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'report.open_orders',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public.open_orders'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (SELECT attname, attname FROM pg_attribute WHERE attrelid = 'public.open_orders'::regclass AND attnum > 0 AND NOT attisdropped) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public.open_orders'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public.open_orders'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
CALL pg_temp.share_schema('report', relation => 'public.open_orders');
$ddl$);

CALL pg_temp.end_file();
