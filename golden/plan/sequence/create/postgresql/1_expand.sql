-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- This migration has nothing to do in contract.
--
--   invoice_numbers  + sequence
--   owned_one        + sequence: owner
--   users            + column number
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.users.number,sequence public.invoice_numbers,sequence public.owned_one}');

-- e1 · New sequence invoice_numbers.
CALL pg_temp.run('e1', $ddl$
CREATE SEQUENCE public.invoice_numbers AS bigint START WITH 1000 INCREMENT BY 10 CACHE 5;
COMMENT ON SEQUENCE public.invoice_numbers IS 'Invoice numbers';
$ddl$);

-- e2 · New sequence owned_one.
CALL pg_temp.run('e2', $ddl$
CREATE SEQUENCE public.owned_one AS integer;
$ddl$);

-- e3 · Sequence owned_one belongs to its column from here on, and would be dropped with it.
CALL pg_temp.run('e3', $ddl$
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER SEQUENCE %s OWNER TO %I', 'public.owned_one', pg_get_userbyid(t.relowner))
          FROM pg_class t JOIN pg_class s ON s.oid = 'public.owned_one'::regclass
         WHERE t.oid = 'public.users'::regclass AND t.relowner <> s.relowner
        UNION ALL
        SELECT DISTINCT format('GRANT USAGE ON SEQUENCE %s TO %s', 'public.owned_one',
                               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END)
          FROM (SELECT relacl FROM pg_class WHERE oid = 'public.users'::regclass
                UNION ALL
                SELECT attacl FROM pg_attribute WHERE attrelid = 'public.users'::regclass) granted (privileges)
         CROSS JOIN aclexplode(granted.privileges) acl
         WHERE acl.privilege_type IN ('INSERT', 'UPDATE')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
ALTER SEQUENCE public.owned_one OWNED BY public.users.id;
$ddl$);

-- e4 · New column users.number, empty in existing rows for now.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER SEQUENCE %s OWNER TO %I', 'public.invoice_numbers', pg_get_userbyid(t.relowner))
          FROM pg_class t JOIN pg_class s ON s.oid = 'public.invoice_numbers'::regclass
         WHERE t.oid = 'public.users'::regclass AND t.relowner <> s.relowner
        UNION ALL
        SELECT DISTINCT format('GRANT USAGE ON SEQUENCE %s TO %s', 'public.invoice_numbers',
                               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END)
          FROM (SELECT relacl FROM pg_class WHERE oid = 'public.users'::regclass
                UNION ALL
                SELECT attacl FROM pg_attribute WHERE attrelid = 'public.users'::regclass) granted (privileges)
         CROSS JOIN aclexplode(granted.privileges) acl
         WHERE acl.privilege_type IN ('INSERT', 'UPDATE')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS number bigint;
ALTER TABLE public.users ALTER COLUMN number SET DEFAULT nextval('invoice_numbers');
$ddl$);

CALL pg_temp.end_file();
