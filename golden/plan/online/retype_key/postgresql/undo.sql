-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m20: New rows must obey foreign key notes._sg_20260101000000_new_notes_node_id_fkey.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_node_id_fkey;
COMMIT;

-- takes back m18: New rows must obey foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey.
BEGIN;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_nodes_parent_id_fkey;
COMMIT;

-- takes back m16: New rows must obey foreign key leaves._sg_20260101000000_new_leaves_node_id_fkey.
BEGIN;
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_leaves_node_id_fkey;
COMMIT;

-- takes back m15: Index nodes._sg_20260101000000_new_nodes_pkey, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_nodes_pkey;
SET lock_timeout = '2s';

-- takes back m14: Index leaves._sg_20260101000000_new_leaves_pkey, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_leaves_pkey;
SET lock_timeout = '2s';

-- takes back m13: NOT NULL of nodes._sg_20260101000000_new_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.nodes ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
COMMIT;

-- takes back m11: New rows must have a value of nodes._sg_20260101000000_new_id from here on.
BEGIN;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- takes back m8: Index nodes._sg_20260101000000_new_nodes_parent_id_idx, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_nodes_parent_id_idx;
SET lock_timeout = '2s';

-- takes back m6: NOT NULL of leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.leaves ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_node_id DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id from here on.
BEGIN;
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_node_id;
COMMIT;

-- takes back e7: A trigger on table nodes writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_parent_id as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_nodes ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_nodes();
COMMIT;

-- takes back e6: A column of type bigint beside column nodes.parent_id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.nodes DROP COLUMN IF EXISTS _sg_20260101000000_new_parent_id;
COMMIT;

-- takes back e5: A column of type bigint beside column nodes.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.nodes DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
COMMIT;

-- takes back e4: A trigger on table leaves writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_node_id as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_leaves ON public.leaves;
DROP FUNCTION IF EXISTS public._sg_20260101000000_leaves();
COMMIT;

-- takes back e3: A column of type bigint beside column leaves.node_id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.leaves DROP COLUMN IF EXISTS _sg_20260101000000_new_node_id;
COMMIT;

-- takes back e2: A column of type bigint beside column leaves.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.leaves DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
COMMIT;
