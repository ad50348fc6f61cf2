-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.leaves,public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c8,c9,c10}');

-- takes back c6: No write of any kind can part both forms of _sg_20260101000000_new_id and _sg_20260101000000_new_parent_id from here on.
CALL pg_temp.take_back('c6', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_nodes;
$ddl$);

-- takes back c4: No write of any kind can part both forms of _sg_20260101000000_new_id and _sg_20260101000000_new_node_id from here on.
CALL pg_temp.take_back('c4', '{public.leaves}', $ddl$
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_leaves;
$ddl$);

-- takes back m20: New rows must obey foreign key notes._sg_20260101000000_new_notes_node_id_fkey.
CALL pg_temp.take_back('m20', '{public.notes,public.nodes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_node_id_fkey;
$ddl$);

-- takes back m18: New rows must obey foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey.
CALL pg_temp.take_back('m18', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_nodes_parent_id_fkey;
$ddl$);

-- takes back m16: New rows must obey foreign key leaves._sg_20260101000000_new_leaves_node_id_fkey.
CALL pg_temp.take_back('m16', '{public.leaves,public.nodes}', $ddl$
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_leaves_node_id_fkey;
$ddl$);

-- takes back m15: Index nodes._sg_20260101000000_new_nodes_pkey, built without blocking writers.
SELECT pg_temp.was_begun('m15') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_nodes_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m14: Index leaves._sg_20260101000000_new_leaves_pkey, built without blocking writers.
SELECT pg_temp.was_begun('m14') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_leaves_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m13: NOT NULL of nodes._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.take_back('m13', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
$ddl$);

-- takes back m11: New rows must have a value of nodes._sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('m11', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- takes back m8: Index nodes._sg_20260101000000_new_nodes_parent_id_idx, built without blocking writers.
SELECT pg_temp.was_begun('m8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_nodes_parent_id_idx;
SET lock_timeout = '200ms';
\endif

-- takes back m6: NOT NULL of leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id, for free: the check above has proved it.
CALL pg_temp.take_back('m6', '{public.leaves}', $ddl$
ALTER TABLE public.leaves ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_node_id DROP NOT NULL;
$ddl$);

-- takes back m4: New rows must have a value of leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id from here on.
CALL pg_temp.take_back('m4', '{public.leaves}', $ddl$
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_node_id;
$ddl$);

-- takes back e7: A trigger on table nodes writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_parent_id as well.
CALL pg_temp.take_back('e7', '{public.nodes}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_nodes ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_nodes();
$ddl$);

-- takes back e6: A column of type bigint beside column nodes.parent_id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e6', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP COLUMN IF EXISTS _sg_20260101000000_new_parent_id;
$ddl$);

-- takes back e5: A column of type bigint beside column nodes.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e5', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
$ddl$);

-- takes back e4: A trigger on table leaves writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_node_id as well.
CALL pg_temp.take_back('e4', '{public.leaves}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_leaves ON public.leaves;
DROP FUNCTION IF EXISTS public._sg_20260101000000_leaves();
$ddl$);

-- takes back e3: A column of type bigint beside column leaves.node_id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.leaves}', $ddl$
ALTER TABLE public.leaves DROP COLUMN IF EXISTS _sg_20260101000000_new_node_id;
$ddl$);

-- takes back e2: A column of type bigint beside column leaves.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.leaves}', $ddl$
ALTER TABLE public.leaves DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
$ddl$);

CALL pg_temp.end_file(last => true);
