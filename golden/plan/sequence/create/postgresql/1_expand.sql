-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in contract.
--
--   invoice_numbers  + sequence
--   owned_one        + sequence: owner
--   users            + column number
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New sequence invoice_numbers.
BEGIN;
CREATE SEQUENCE public.invoice_numbers AS bigint START WITH 1000 INCREMENT BY 10 CACHE 5;
COMMENT ON SEQUENCE public.invoice_numbers IS 'Invoice numbers';
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New sequence owned_one.
BEGIN;
CREATE SEQUENCE public.owned_one AS integer;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-share:users rewrite=no scan=no tx=own
-- Sequence owned_one belongs to its column from here on, and would be dropped with it.
BEGIN;
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
COMMIT;

-- schemagen: id=e4 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.number, empty in existing rows for now.
BEGIN;
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
COMMIT;
