-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   Sales             + schema
--   billing.invoices  + column note
--                     + index bills_total
--   Sales.bills       + view
--
-- Strongest locks: billing.invoices access-exclusive.
-- Reads in full: billing.invoices.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"\"Sales\".bills",billing.invoices}',
    marker => 'public._sg_20260101000000()',
    has => '{schema billing,table billing.invoices}',
    lacks => '{column Sales.bills.note,valid index Sales.bills_total,schema Sales,table Sales.bills}');

-- e1 · New schema Sales.
CALL pg_temp.run('e1', $ddl$
CREATE SCHEMA IF NOT EXISTS "Sales";
$ddl$);

-- e2 · New column billing.invoices.note: only the catalog changes.
CALL pg_temp.under_lock('e2', '{billing.invoices}', $ddl$
ALTER TABLE billing.invoices ADD COLUMN IF NOT EXISTS note text;
$ddl$);

-- e3 · Index billing.invoices.bills_total, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e3', builds => 'billing.bills_total') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('billing.bills_total') AND NOT indisvalid) THEN
        DROP INDEX billing.bills_total;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS bills_total ON billing.invoices USING btree (total);
SET lock_timeout = '200ms';
CALL pg_temp.done('e3');
\endif

-- e4 · The declaration moves table billing.invoices to Sales.bills. The table keeps its names until contract; a view bears the new ones for the new application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.
CALL pg_temp.run('e4', $ddl$
CREATE VIEW "Sales".bills WITH (security_invoker = 'true') AS
SELECT id, no, customer_id, total, note FROM billing.invoices;
COMMENT ON VIEW "Sales".bills IS 'schemagen: the new name of table billing.invoices until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW "Sales".bills OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'billing.invoices'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, '"Sales".bills',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'billing.invoices'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('id', 'id'), ('no', 'no'), ('customer_id', 'customer_id'), ('total', 'total'), ('note', 'note')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'billing.invoices'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'billing.invoices'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
CALL pg_temp.share_schema('Sales', relation => 'billing.invoices');
$ddl$);

CALL pg_temp.end_file();
