-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users   + column full_name
--           + column status
--           ~ table: kept true by a trigger
--           + index users_email_idx
--   orders  + index orders_user_id_idx
--
-- Strongest locks: users access-exclusive, orders share-update-exclusive.
-- Reads in full: orders, users.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.orders,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.user_name}',
    lacks => '{column public.users.full_name,column public.users.status,constraint public.orders.orders_user_id_fkey,valid index public.orders_user_id_idx,valid index public.users_email_idx}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('e1', $ddl$
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.users') AND attname IN ('user_name') AND NOT attisdropped
    )
    SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0) || ' stands on '
                               || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), '; ') INTO _sg_found
      FROM touched t JOIN pg_depend d
        ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
     WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                WHEN d.classid = 'pg_rewrite'::regclass
                THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                WHEN d.classid = 'pg_proc'::regclass
                THEN d.deptype = 'n'
                WHEN d.classid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_constraint'::regclass,
                                   'pg_attrdef'::regclass, 'pg_trigger'::regclass) THEN false
                ELSE d.deptype = 'n' END;
    IF _sg_found IS NOT NULL THEN
        RAISE EXCEPTION 'This migration cannot carry over what schemagen does not know: %', _sg_found
            USING HINT = 'Nothing was changed. Drop it now, and create it in its new form when the last file has run.';
    END IF;
END
$$;
$ddl$);

-- e2 · The new name of column users.user_name is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS full_name text;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.users'::regclass AND a.attname = 'user_name'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, 'full_name', 'public.users', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
$ddl$);

-- e3 · New column users.status, empty in existing rows for now.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS status text;
$ddl$);

-- e4 · A trigger on table users fills in status for the old application; keeps user_name and full_name equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.full_name IS NULL THEN
            NEW.full_name := NEW.user_name;
        ELSE
            NEW.user_name := NEW.full_name;
        END IF;
    ELSIF NEW.full_name IS DISTINCT FROM OLD.full_name AND NEW.full_name IS DISTINCT FROM NEW.user_name THEN
        NEW.user_name := NEW.full_name;
    ELSIF NEW.user_name IS DISTINCT FROM OLD.user_name THEN
        NEW.full_name := NEW.user_name;
    END IF;
    IF NEW.status IS NULL THEN
        NEW.status := ('active');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · Index orders.orders_user_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e5') AS begins \gset
\if :begins
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_user_id_idx;
CREATE INDEX CONCURRENTLY orders_user_id_idx ON public.orders USING btree (user_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e5');
\endif

-- e6 · Index users.users_email_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e6') AS begins \gset
\if :begins
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_email_idx;
CREATE INDEX CONCURRENTLY users_email_idx ON public.users USING btree (email);
SET lock_timeout = '200ms';
CALL pg_temp.done('e6');
\endif

CALL pg_temp.end_file();
