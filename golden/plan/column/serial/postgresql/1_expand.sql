-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   a  + column _sg_20260101000000_new_id
--      ~ table: kept true by a trigger
--   b  ~ column id: numbering
--
-- Strongest locks: a access-exclusive, b access-exclusive.
-- Reads in full: b.
-- Reads all rows while others wait: step e4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.a,public.b,public.c}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.a.id: integer,column public.a.id,column public.b.id,column public.c.id}',
    lacks => '{column public.a.id: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.a', 'id', 'replaced']],
    known => '{public.a _sg_20260101000000_new_a_pkey,public.a a_pkey,public.a id}');
$ddl$);

-- e2 · A column of type bigint beside column a.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.a}', $ddl$
ALTER TABLE public.a ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.a'::regclass AND a.attname = 'id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_id', 'public.a', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
DO $$
DECLARE
    _sg_old pg_attribute%ROWTYPE;
BEGIN
    SELECT * INTO _sg_old FROM pg_attribute WHERE attrelid = 'public.a'::regclass AND attname = 'id';
    IF _sg_old.attstattarget >= 0 THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', 'public.a', '_sg_20260101000000_new_id', _sg_old.attstattarget);
    END IF;
    IF _sg_old.attoptions IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', 'public.a', '_sg_20260101000000_new_id', array_to_string(_sg_old.attoptions, ', '));
    END IF;
END
$$;
$ddl$);

-- e3 · A trigger on table a writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.a}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_a() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_a BEFORE INSERT OR UPDATE ON public.a
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_a();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e4 · Numbers for column b.id, going on behind the greatest one in use.
CALL pg_temp.under_lock('e4', '{public.b}', $ddl$
CREATE SEQUENCE public.b_id_seq AS integer;
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER SEQUENCE %s OWNER TO %I', 'public.b_id_seq', pg_get_userbyid(t.relowner))
          FROM pg_class t JOIN pg_class s ON s.oid = 'public.b_id_seq'::regclass
         WHERE t.oid = 'public.b'::regclass AND t.relowner <> s.relowner
        UNION ALL
        SELECT DISTINCT format('GRANT USAGE ON SEQUENCE %s TO %s', 'public.b_id_seq',
                               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END)
          FROM (SELECT relacl FROM pg_class WHERE oid = 'public.b'::regclass
                UNION ALL
                SELECT attacl FROM pg_attribute WHERE attrelid = 'public.b'::regclass) granted (privileges)
         CROSS JOIN aclexplode(granted.privileges) acl
         WHERE acl.privilege_type IN ('INSERT', 'UPDATE')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
ALTER SEQUENCE public.b_id_seq OWNED BY public.b.id;
SELECT setval(pg_get_serial_sequence('public.b', 'id'), greatest(max(id)::bigint + 1, 1), false) FROM public.b;
ALTER TABLE public.b ALTER COLUMN id SET DEFAULT nextval('public.b_id_seq'::regclass);
$ddl$);

CALL pg_temp.end_file();
