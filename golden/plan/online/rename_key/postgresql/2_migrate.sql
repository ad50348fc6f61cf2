-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   nodes  ~ column node_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: statistics
--          · m4: Let the new application write table nodes too; a row that is given both forms of a column must be given the same.
--          + foreign key _sg_20260101000000_new_nodes_parent_id_fkey: proved for existing rows
--   notes  + foreign key _sg_20260101000000_new_notes_node_id_fkey: proved for existing rows
--
-- Strongest locks: nodes access-exclusive, notes share-row-exclusive.
-- Reads in full: nodes, notes.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c5}');

-- m1 · Backfill node_id of table nodes in batches.
CALL pg_temp.backfill('public.nodes', '{id}',
    $set$node_id = (id)$set$,
    $missing$(node_id IS NULL AND (id) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.nodes}', $ddl$
ANALYZE public.nodes (node_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of nodes', 'do not have in node_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.nodes
             WHERE NOT (node_id IS NOT DISTINCT FROM id)$rows$);
$ddl$);

-- m4 · Let the new application write table nodes too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m4', '{public.nodes}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_nodes" BEFORE INSERT OR UPDATE ON public.nodes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_nodes('old and new application');
ALTER TABLE public.nodes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_nodes";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m5 · New rows must have a value of nodes.node_id from here on.
CALL pg_temp.under_lock('m5', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_node_id;
ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_nn_node_id CHECK (node_id IS NOT NULL) NOT VALID;
$ddl$);

-- m6 · Looks at the existing rows for nodes.node_id without blocking writers.
CALL pg_temp.under_lock('m6', '{public.nodes}', $ddl$
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_nn_node_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · NOT NULL of nodes.node_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m7', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ALTER COLUMN node_id SET NOT NULL;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_node_id;
$ddl$);

-- m8 · New rows must obey foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey.
CALL pg_temp.under_lock('m8', '{public.nodes}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.nodes'::regclass AND conname = '_sg_20260101000000_new_nodes_parent_id_fkey') THEN
        ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.nodes (node_id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m9 · Existing rows are checked against foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey without blocking writers.
CALL pg_temp.under_lock('m9', '{public.nodes}', $ddl$
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m10 · New rows must obey foreign key notes._sg_20260101000000_new_notes_node_id_fkey.
CALL pg_temp.under_lock('m10', '{public.notes,public.nodes}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = '_sg_20260101000000_new_notes_node_id_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey FOREIGN KEY (node_id) REFERENCES public.nodes (node_id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m11 · Existing rows are checked against foreign key notes._sg_20260101000000_new_notes_node_id_fkey without blocking writers.
CALL pg_temp.under_lock('m11', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
