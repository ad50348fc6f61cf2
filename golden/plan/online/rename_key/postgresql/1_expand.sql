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
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.nodes.id}',
    lacks => '{column public.nodes.node_id}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.nodes', 'id', 'replaced']],
    known => '{public.nodes _sg_20260101000000_new_nodes_parent_id_fkey,public.nodes _sg_20260101000000_new_nodes_pkey,public.nodes nodes_parent_id_fkey,public.nodes nodes_parent_id_idx,public.nodes nodes_pkey,public.notes _sg_20260101000000_new_notes_node_id_fkey,public.notes notes_node_id_fkey}');
$ddl$);

-- e2 · The new name of column nodes.id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ADD COLUMN IF NOT EXISTS node_id integer;
CALL pg_temp.copy_column_settings('public.nodes', 'id', 'node_id');
$ddl$);

-- e3 · A trigger on table nodes keeps id and node_id equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.nodes}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_nodes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.node_id := NEW.id;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_nodes BEFORE INSERT OR UPDATE ON public.nodes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_nodes();
ALTER TABLE public.nodes ENABLE ALWAYS TRIGGER zz_sg_20260101000000_nodes;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_nodes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.node_id IS DISTINCT FROM OLD.node_id AND NEW.node_id IS DISTINCT FROM NEW.id THEN
        IF NOT (NOT (TG_OP = 'INSERT' AND TG_NARGS > 0) AND NEW.id IS DISTINCT FROM OLD.id) THEN
            NEW.id := NEW.node_id;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns id and node_id of nodes are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_nodes" BEFORE INSERT OR UPDATE ON public.nodes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_nodes();
ALTER TABLE public.nodes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_nodes";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e4 · Index nodes._sg_20260101000000_new_nodes_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e4', builds => 'public._sg_20260101000000_new_nodes_pkey') AS goes_on \gset
\if :goes_on
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
