-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c3: No write of any kind can part both forms of node_id from here on.
CALL pg_temp.take_back('c3', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_nodes;
$ddl$);

-- takes back m10: New rows must obey foreign key notes._sg_20260101000000_new_notes_node_id_fkey.
CALL pg_temp.take_back('m10', '{public.notes,public.nodes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_node_id_fkey;
$ddl$);

-- takes back m8: New rows must obey foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey.
CALL pg_temp.take_back('m8', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_nodes_parent_id_fkey;
$ddl$);

-- takes back m7: NOT NULL of nodes.node_id, for free: the check above has proved it.
CALL pg_temp.take_back('m7', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ALTER COLUMN node_id DROP NOT NULL;
$ddl$);

-- takes back m5: New rows must have a value of nodes.node_id from here on.
CALL pg_temp.take_back('m5', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_node_id;
$ddl$);

-- takes back m4: Let the new application write table nodes too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m4', '{public.nodes}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_nodes" BEFORE INSERT OR UPDATE ON public.nodes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_nodes();
ALTER TABLE public.nodes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_nodes";
$ddl$);

-- takes back e4: Index nodes._sg_20260101000000_new_nodes_pkey, built without blocking writers.
SELECT pg_temp.was_begun('e4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_nodes_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back e3: A trigger on table nodes keeps id and node_id equal, whichever is written.
CALL pg_temp.take_back('e3', '{public.nodes}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_nodes ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_nodes();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_nodes" ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_nodes();
$ddl$);

-- takes back e2: The new name of column nodes.id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e2', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP COLUMN IF EXISTS node_id;
$ddl$);

CALL pg_temp.end_file(last => true);
