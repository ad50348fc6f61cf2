-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   leaves  + column _sg_20260101000000_new_id
--           + column _sg_20260101000000_new_node_id
--           ~ table: kept true by a trigger
--   nodes   + column _sg_20260101000000_new_id
--           + column _sg_20260101000000_new_parent_id
--           ~ table: kept true by a trigger
--
-- Strongest locks: leaves access-exclusive, nodes access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
BEGIN;
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
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:leaves rewrite=no scan=no tx=own
-- A column of type bigint beside column leaves.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
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
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:leaves rewrite=no scan=no tx=own
-- A column of type bigint beside column leaves.node_id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
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
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-row-exclusive:leaves rewrite=no scan=no tx=own
-- A trigger on table leaves writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_node_id as well. Its name lets it fire last.
BEGIN;
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
COMMIT;

-- schemagen: id=e5 phase=expand lock=access-exclusive:nodes rewrite=no scan=no tx=own
-- A column of type bigint beside column nodes.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
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
COMMIT;

-- schemagen: id=e6 phase=expand lock=access-exclusive:nodes rewrite=no scan=no tx=own
-- A column of type bigint beside column nodes.parent_id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
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
COMMIT;

-- schemagen: id=e7 phase=expand lock=share-row-exclusive:nodes rewrite=no scan=no tx=own
-- A trigger on table nodes writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_parent_id as well. Its name lets it fire last.
BEGIN;
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
COMMIT;
