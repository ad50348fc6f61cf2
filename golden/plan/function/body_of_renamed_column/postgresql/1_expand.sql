-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   parts  + column mail
--          ~ table: kept true by a trigger
--
-- Strongest locks: parts access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.parts.email,function public.stamp}',
    lacks => '{column public.parts.mail}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.parts', 'email', 'replaced']],
    known => '{public.parts parts_pkey,public.parts parts_stamp}');
$ddl$);

-- e2 · The new name of column parts.email is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.parts}', $ddl$
ALTER TABLE public.parts ADD COLUMN IF NOT EXISTS mail text;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.parts'::regclass AND a.attname = 'email'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, 'mail', 'public.parts', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
DO $$
DECLARE
    _sg_old pg_attribute%ROWTYPE;
BEGIN
    SELECT * INTO _sg_old FROM pg_attribute WHERE attrelid = 'public.parts'::regclass AND attname = 'email';
    IF _sg_old.attstattarget >= 0 THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', 'public.parts', 'mail', _sg_old.attstattarget);
    END IF;
    IF _sg_old.attoptions IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', 'public.parts', 'mail', array_to_string(_sg_old.attoptions, ', '));
    END IF;
END
$$;
$ddl$);

-- e3 · A trigger on table parts keeps email and mail equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.parts}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_parts() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.mail IS NULL THEN
            NEW.mail := NEW.email;
        ELSE
            NEW.email := NEW.mail;
        END IF;
    ELSIF NEW.mail IS DISTINCT FROM OLD.mail AND NEW.mail IS DISTINCT FROM NEW.email THEN
        NEW.email := NEW.mail;
    ELSIF NEW.email IS DISTINCT FROM OLD.email THEN
        NEW.mail := NEW.email;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_parts BEFORE INSERT OR UPDATE ON public.parts
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_parts();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
