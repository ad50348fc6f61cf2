-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m9: New rows must obey foreign key notes._sg_20260101000000_new_notes_node_id_fkey.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_node_id_fkey;
COMMIT;

-- takes back m7: New rows must obey foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey.
BEGIN;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_nodes_parent_id_fkey;
COMMIT;

-- takes back m6: NOT NULL of nodes.node_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.nodes ALTER COLUMN node_id DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of nodes.node_id from here on.
BEGIN;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_node_id;
COMMIT;

-- takes back e4: Index nodes._sg_20260101000000_new_nodes_pkey, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_nodes_pkey;
SET lock_timeout = '2s';

-- takes back e3: A trigger on table nodes keeps id and node_id equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_nodes ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_nodes();
COMMIT;

-- takes back e2: The new name of column nodes.id is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.nodes DROP COLUMN IF EXISTS node_id;
COMMIT;
