-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   leaves  + column _sg_20260101000000_new_id
--           + column _sg_20260101000000_new_node_id
--           ~ table: kept true by a trigger
--   nodes   + column _sg_20260101000000_new_id
--           + column _sg_20260101000000_new_parent_id
--           ~ table: kept true by a trigger
--
-- Strongest locks: leaves access-exclusive, nodes access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.leaves,public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.leaves.id: integer,column public.leaves.node_id: integer,column public.nodes.id: integer,column public.nodes.parent_id: integer,column public.leaves.id,column public.leaves.node_id,column public.nodes.id,column public.nodes.parent_id}',
    lacks => '{column public.leaves.id: bigint,column public.leaves.node_id: bigint,column public.nodes.id: bigint,column public.nodes.parent_id: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('e1', $ddl$
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.leaves') AND attname IN ('id', 'node_id') AND NOT attisdropped
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.nodes') AND attname IN ('id', 'parent_id') AND NOT attisdropped
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

-- e2 · A column of type bigint beside column leaves.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.leaves}', $ddl$
ALTER TABLE public.leaves ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.leaves'::regclass AND a.attname = 'id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_id', 'public.leaves', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
$ddl$);

-- e3 · A column of type bigint beside column leaves.node_id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.leaves}', $ddl$
ALTER TABLE public.leaves ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_node_id bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.leaves'::regclass AND a.attname = 'node_id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_node_id', 'public.leaves', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
$ddl$);

-- e4 · A trigger on table leaves writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_node_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.leaves}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_leaves() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    NEW._sg_20260101000000_new_node_id := NEW.node_id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_leaves BEFORE INSERT OR UPDATE ON public.leaves
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_leaves();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · A column of type bigint beside column nodes.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e5', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
COMMENT ON COLUMN public.nodes._sg_20260101000000_new_id IS 'The number on the label';
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
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_id', 'public.nodes', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
$ddl$);

-- e6 · A column of type bigint beside column nodes.parent_id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e6', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_parent_id bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.nodes'::regclass AND a.attname = 'parent_id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_parent_id', 'public.nodes', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
$ddl$);

-- e7 · A trigger on table nodes writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_parent_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e7', '{public.nodes}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_nodes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    NEW._sg_20260101000000_new_parent_id := NEW.parent_id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_nodes BEFORE INSERT OR UPDATE ON public.nodes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_nodes();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
