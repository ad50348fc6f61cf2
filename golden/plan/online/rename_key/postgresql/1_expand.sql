-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   nodes  + column node_id
--          ~ table: kept true by a trigger
--          + index _sg_20260101000000_new_nodes_pkey
--
-- Strongest locks: nodes access-exclusive.
-- Reads in full: nodes.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.nodes.id}',
    lacks => '{column public.nodes.node_id}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('e1', $ddl$
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.nodes') AND attname IN ('id') AND NOT attisdropped
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

-- e2 · The new name of column nodes.id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ADD COLUMN IF NOT EXISTS node_id integer;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.nodes'::regclass AND a.attname = 'id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, 'node_id', 'public.nodes', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
$ddl$);

-- e3 · A trigger on table nodes keeps id and node_id equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.nodes}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_nodes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.node_id IS NULL THEN
            NEW.node_id := NEW.id;
        ELSE
            NEW.id := NEW.node_id;
        END IF;
    ELSIF NEW.node_id IS DISTINCT FROM OLD.node_id AND NEW.node_id IS DISTINCT FROM NEW.id THEN
        NEW.id := NEW.node_id;
    ELSIF NEW.id IS DISTINCT FROM OLD.id THEN
        NEW.node_id := NEW.id;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_nodes BEFORE INSERT OR UPDATE ON public.nodes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_nodes();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e4 · Index nodes._sg_20260101000000_new_nodes_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e4') AS begins \gset
\if :begins
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_nodes_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_nodes_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_nodes_pkey ON public.nodes USING btree (node_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e4');
\endif

CALL pg_temp.end_file();
