-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.a}',
    has => '{column public.a.id}',
    lacks => '{default public.a.id}');

-- takes back e1: Numbers for column a.id, going on where the old numbering stands.
CALL pg_temp.take_back('e1', '{public.a}', $ddl$
SELECT set_config('schemagen.position', pg_sequence_last_value('public.a_id_seq'::regclass)::text, true);
ALTER SEQUENCE public.a_id_seq RENAME TO _sg_old_a_id_seq;
CREATE SEQUENCE public.a_id_seq AS integer;
CALL pg_temp.share_sequence('public.a', 'public.a_id_seq');
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('GRANT %s ON SEQUENCE %s TO %s%s', acl.privilege_type, 'public.a_id_seq'::regclass,
                      CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                      CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM pg_class s CROSS JOIN aclexplode(s.relacl) acl
         WHERE s.oid = 'public._sg_old_a_id_seq'::regclass AND acl.grantee <> s.relowner
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
ALTER TABLE public.a ALTER COLUMN id DROP IDENTITY IF EXISTS;
SELECT setval('public.a_id_seq', greatest(max(id)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 1), false) FROM public.a;
ALTER SEQUENCE public.a_id_seq OWNED BY public.a.id;
ALTER TABLE public.a ALTER COLUMN id SET DEFAULT nextval('public.a_id_seq'::regclass);
$ddl$);
