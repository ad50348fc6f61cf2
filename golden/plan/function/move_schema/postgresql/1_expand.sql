-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   is_code(text)  + function
--   touched()      + function
--   unused()       + function
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{function old.is_code,function old.touch,function old.unused,schema old}',
    lacks => '{function public.is_code,function public.touched,function public.unused}');

-- e1 · The declaration moves function old.is_code(text) to is_code(text). The function keeps its name until contract; a second one bears the new one for the new application.
CALL pg_temp.run('e1', $ddl$
CREATE OR REPLACE FUNCTION public.is_code(code text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(code) < 1000';
COMMENT ON FUNCTION public.is_code(text) IS 'schemagen: the new name of function old.is_code until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER ROUTINE %s OWNER TO %I', 'public.is_code(text)', pg_get_userbyid(proowner))
          FROM pg_proc WHERE oid = 'old.is_code(text)'::regprocedure AND pg_get_userbyid(proowner) <> current_user
        UNION ALL
        SELECT format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', 'public.is_code(text)')
          FROM pg_proc WHERE oid = 'old.is_code(text)'::regprocedure AND proacl IS NOT NULL
        UNION ALL
        SELECT format('GRANT EXECUTE ON ROUTINE %s TO %s%s', 'public.is_code(text)',
                      CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                      CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM pg_proc p CROSS JOIN aclexplode(p.proacl) acl
         WHERE p.oid = 'old.is_code(text)'::regprocedure AND acl.grantee <> p.proowner
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
CALL pg_temp.share_schema('public', routine => 'old.is_code(text)');
$ddl$);

-- e2 · The declaration moves function old.touch() to touched(). The function keeps its name until contract; a second one bears the new one for the new application.
CALL pg_temp.run('e2', $ddl$
CREATE OR REPLACE FUNCTION public.touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.code := lower(NEW.code); RETURN NEW; END';
COMMENT ON FUNCTION public.touched() IS 'schemagen: the new name of function old.touch until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER ROUTINE %s OWNER TO %I', 'public.touched()', pg_get_userbyid(proowner))
          FROM pg_proc WHERE oid = 'old.touch()'::regprocedure AND pg_get_userbyid(proowner) <> current_user
        UNION ALL
        SELECT format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', 'public.touched()')
          FROM pg_proc WHERE oid = 'old.touch()'::regprocedure AND proacl IS NOT NULL
        UNION ALL
        SELECT format('GRANT EXECUTE ON ROUTINE %s TO %s%s', 'public.touched()',
                      CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                      CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM pg_proc p CROSS JOIN aclexplode(p.proacl) acl
         WHERE p.oid = 'old.touch()'::regprocedure AND acl.grantee <> p.proowner
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
CALL pg_temp.share_schema('public', routine => 'old.touch()');
$ddl$);

-- e3 · The declaration moves function old.unused() to unused(). The function keeps its name until contract; a second one bears the new one for the new application.
CALL pg_temp.run('e3', $ddl$
CREATE OR REPLACE FUNCTION public.unused() RETURNS integer LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION public.unused() IS 'schemagen: the new name of function old.unused until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT format('ALTER ROUTINE %s OWNER TO %I', 'public.unused()', pg_get_userbyid(proowner))
          FROM pg_proc WHERE oid = 'old.unused()'::regprocedure AND pg_get_userbyid(proowner) <> current_user
        UNION ALL
        SELECT format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', 'public.unused()')
          FROM pg_proc WHERE oid = 'old.unused()'::regprocedure AND proacl IS NOT NULL
        UNION ALL
        SELECT format('GRANT EXECUTE ON ROUTINE %s TO %s%s', 'public.unused()',
                      CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                      CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM pg_proc p CROSS JOIN aclexplode(p.proacl) acl
         WHERE p.oid = 'old.unused()'::regprocedure AND acl.grantee <> p.proowner
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
CALL pg_temp.share_schema('public', routine => 'old.unused()');
$ddl$);

CALL pg_temp.end_file();
