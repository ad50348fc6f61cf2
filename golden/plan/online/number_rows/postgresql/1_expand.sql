-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   items  + column label
--          + column number
--   lines  + column id
--
-- Strongest locks: items access-exclusive, lines access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.items,public.lines}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.items.label,column public.items.number,column public.lines.id}');

-- e1 · New column items.label, empty in existing rows for now.
CALL pg_temp.under_lock('e1', '{public.items}', $ddl$
ALTER TABLE public.items ADD COLUMN IF NOT EXISTS label uuid;
ALTER TABLE public.items ALTER COLUMN label SET DEFAULT gen_random_uuid();
$ddl$);

-- e2 · New column items.number: new rows get their number at once, existing rows later.
CALL pg_temp.under_lock('e2', '{public.items}', $ddl$
ALTER TABLE public.items ADD COLUMN IF NOT EXISTS number integer;
CREATE SEQUENCE IF NOT EXISTS public.items_number_seq AS integer;
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER SEQUENCE %s OWNER TO %I', 'public.items_number_seq', pg_get_userbyid(t.relowner))
          FROM pg_class t JOIN pg_class s ON s.oid = 'public.items_number_seq'::regclass
         WHERE t.oid = 'public.items'::regclass AND t.relowner <> s.relowner
        UNION ALL
        SELECT DISTINCT format('GRANT USAGE ON SEQUENCE %s TO %s', 'public.items_number_seq',
                               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END)
          FROM (SELECT relacl FROM pg_class WHERE oid = 'public.items'::regclass
                UNION ALL
                SELECT attacl FROM pg_attribute WHERE attrelid = 'public.items'::regclass) granted (privileges)
         CROSS JOIN aclexplode(granted.privileges) acl
         WHERE acl.privilege_type IN ('INSERT', 'UPDATE')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
ALTER SEQUENCE public.items_number_seq OWNED BY public.items.number;
ALTER TABLE public.items ALTER COLUMN number SET DEFAULT nextval('public.items_number_seq'::regclass);
$ddl$);

-- e3 · New column lines.id: new rows get their number at once, existing rows later.
CALL pg_temp.under_lock('e3', '{public.lines}', $ddl$
ALTER TABLE public.lines ADD COLUMN IF NOT EXISTS id bigint;
CREATE SEQUENCE IF NOT EXISTS public."_sg_20260101000000_numbers_lines.id" AS bigint;
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER SEQUENCE %s OWNER TO %I', 'public."_sg_20260101000000_numbers_lines.id"', pg_get_userbyid(t.relowner))
          FROM pg_class t JOIN pg_class s ON s.oid = 'public."_sg_20260101000000_numbers_lines.id"'::regclass
         WHERE t.oid = 'public.lines'::regclass AND t.relowner <> s.relowner
        UNION ALL
        SELECT DISTINCT format('GRANT USAGE ON SEQUENCE %s TO %s', 'public."_sg_20260101000000_numbers_lines.id"',
                               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END)
          FROM (SELECT relacl FROM pg_class WHERE oid = 'public.lines'::regclass
                UNION ALL
                SELECT attacl FROM pg_attribute WHERE attrelid = 'public.lines'::regclass) granted (privileges)
         CROSS JOIN aclexplode(granted.privileges) acl
         WHERE acl.privilege_type IN ('INSERT', 'UPDATE')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
ALTER TABLE public.lines ALTER COLUMN id SET DEFAULT nextval('public."_sg_20260101000000_numbers_lines.id"'::regclass);
$ddl$);

CALL pg_temp.end_file();
