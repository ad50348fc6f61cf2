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
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.leaves,public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.leaves.id: integer,column public.leaves.node_id: integer,column public.nodes.id: integer,column public.nodes.parent_id: integer,column public.leaves.id,column public.leaves.node_id,column public.nodes.id,column public.nodes.parent_id}',
    lacks => '{column public.leaves.id: bigint,column public.leaves.node_id: bigint,column public.nodes.id: bigint,column public.nodes.parent_id: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.leaves', 'id', 'replaced'], ['column', 'public.leaves', 'node_id', 'replaced'], ['column', 'public.nodes', 'id', 'replaced'], ['column', 'public.nodes', 'parent_id', 'replaced']],
    known => '{public.leaves _sg_20260101000000_new_leaves_node_id_fkey,public.leaves _sg_20260101000000_new_leaves_pkey,public.leaves id,public.leaves leaves_node_id_fkey,public.leaves leaves_pkey,public.nodes _sg_20260101000000_new_nodes_parent_id_fkey,public.nodes _sg_20260101000000_new_nodes_parent_id_idx,public.nodes _sg_20260101000000_new_nodes_pkey,public.nodes nodes_parent_id_fkey,public.nodes nodes_parent_id_idx,public.nodes nodes_pkey,public.notes _sg_20260101000000_new_notes_node_id_fkey,public.notes notes_node_id_fkey}');
$ddl$);

-- e2 · A column of type bigint beside column leaves.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.leaves}', $ddl$
ALTER TABLE public.leaves ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
CALL pg_temp.copy_column_settings('public.leaves', 'id', '_sg_20260101000000_new_id');
$ddl$);

-- e3 · A column of type bigint beside column leaves.node_id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.leaves}', $ddl$
ALTER TABLE public.leaves ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_node_id bigint;
CALL pg_temp.copy_column_settings('public.leaves', 'node_id', '_sg_20260101000000_new_node_id');
$ddl$);

-- e4 · A trigger on table leaves writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_node_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.leaves}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_leaves() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    NEW._sg_20260101000000_new_node_id := NEW.node_id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_leaves BEFORE INSERT OR UPDATE ON public.leaves
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_leaves();
ALTER TABLE public.leaves ENABLE ALWAYS TRIGGER zz_sg_20260101000000_leaves;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · A column of type bigint beside column nodes.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e5', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
COMMENT ON COLUMN public.nodes._sg_20260101000000_new_id IS 'The number on the label';
CALL pg_temp.copy_column_settings('public.nodes', 'id', '_sg_20260101000000_new_id');
$ddl$);

-- e6 · A column of type bigint beside column nodes.parent_id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e6', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_parent_id bigint;
CALL pg_temp.copy_column_settings('public.nodes', 'parent_id', '_sg_20260101000000_new_parent_id');
$ddl$);

-- e7 · A trigger on table nodes writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_parent_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e7', '{public.nodes}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_nodes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    NEW._sg_20260101000000_new_parent_id := NEW.parent_id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_nodes BEFORE INSERT OR UPDATE ON public.nodes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_nodes();
ALTER TABLE public.nodes ENABLE ALWAYS TRIGGER zz_sg_20260101000000_nodes;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
