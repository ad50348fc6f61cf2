-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.objects}',
    has => '{column public.objects.id}',
    lacks => '{default public.objects.id}');

-- takes back e1: Numbers for column objects.id, going on where the old numbering stands.
CALL pg_temp.take_back('e1', '{public.objects}', $ddl$
SELECT set_config('schemagen.position', pg_sequence_last_value('public.numbers'::regclass)::text, true);
ALTER SEQUENCE public.numbers RENAME TO _sg_old_numbers;
CREATE SEQUENCE public.numbers AS bigint CACHE 5;
CALL pg_temp.share_sequence('public.objects', 'public.numbers');
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('GRANT %s ON SEQUENCE %s TO %s%s', acl.privilege_type, 'public.numbers'::regclass,
                      CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                      CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM pg_class s CROSS JOIN aclexplode(s.relacl) acl
         WHERE s.oid = 'public._sg_old_numbers'::regclass AND acl.grantee <> s.relowner
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
ALTER TABLE public.objects ALTER COLUMN id DROP IDENTITY IF EXISTS;
SELECT setval('public.numbers', greatest(max(id)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 1), false) FROM public.objects;
ALTER SEQUENCE public.numbers OWNED BY public.objects.id;
ALTER TABLE public.objects ALTER COLUMN id SET DEFAULT nextval('numbers');
$ddl$);
