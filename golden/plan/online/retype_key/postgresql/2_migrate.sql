-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   leaves  ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column _sg_20260101000000_new_node_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: statistics
--           + index _sg_20260101000000_new_leaves_pkey
--           + foreign key _sg_20260101000000_new_leaves_node_id_fkey: proved for existing rows
--   nodes   ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column _sg_20260101000000_new_parent_id: filled, values verified
--           + index _sg_20260101000000_new_nodes_parent_id_idx
--           ~ table: statistics
--           + index _sg_20260101000000_new_nodes_pkey
--           + foreign key _sg_20260101000000_new_nodes_parent_id_fkey: proved for existing rows
--   notes   + foreign key _sg_20260101000000_new_notes_node_id_fkey: proved for existing rows
--
-- Strongest locks: leaves access-exclusive, nodes access-exclusive, notes share-row-exclusive.
-- Reads in full: leaves, nodes, notes.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.leaves,public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c8}');

-- m1 · Backfill _sg_20260101000000_new_id, _sg_20260101000000_new_node_id of table leaves in batches.
CALL pg_temp.backfill('public.leaves', '{id}',
    $set$_sg_20260101000000_new_id = CASE WHEN _sg_20260101000000_new_id IS DISTINCT FROM id::bigint THEN id::bigint ELSE _sg_20260101000000_new_id END,
         _sg_20260101000000_new_node_id = CASE WHEN _sg_20260101000000_new_node_id IS DISTINCT FROM node_id::bigint THEN node_id::bigint ELSE _sg_20260101000000_new_node_id END$set$,
    $missing$_sg_20260101000000_new_id IS DISTINCT FROM id::bigint
      OR _sg_20260101000000_new_node_id IS DISTINCT FROM node_id::bigint$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.leaves}', $ddl$
ANALYZE public.leaves (_sg_20260101000000_new_id, _sg_20260101000000_new_node_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of leaves', 'do not have in _sg_20260101000000_new_id the value of id and in _sg_20260101000000_new_node_id the value of node_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.leaves
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) OR NOT (_sg_20260101000000_new_node_id IS NOT DISTINCT FROM node_id::bigint)$rows$);
$ddl$);

-- m4 · New rows must have a value of leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id from here on.
CALL pg_temp.under_lock('m4', '{public.leaves}', $ddl$
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_node_id;
ALTER TABLE public.leaves ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_node_id CHECK (_sg_20260101000000_new_node_id IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id without blocking writers.
CALL pg_temp.under_lock('m5', '{public.leaves}', $ddl$
ALTER TABLE public.leaves VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id, VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_node_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{public.leaves}', $ddl$
ALTER TABLE public.leaves ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL, ALTER COLUMN _sg_20260101000000_new_node_id SET NOT NULL;
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_node_id;
$ddl$);

-- m7 · Backfill _sg_20260101000000_new_id, _sg_20260101000000_new_parent_id of table nodes in batches.
CALL pg_temp.backfill('public.nodes', '{id}',
    $set$_sg_20260101000000_new_id = CASE WHEN _sg_20260101000000_new_id IS DISTINCT FROM id::bigint THEN id::bigint ELSE _sg_20260101000000_new_id END,
         _sg_20260101000000_new_parent_id = CASE WHEN _sg_20260101000000_new_parent_id IS DISTINCT FROM parent_id::bigint THEN parent_id::bigint ELSE _sg_20260101000000_new_parent_id END$set$,
    $missing$_sg_20260101000000_new_id IS DISTINCT FROM id::bigint
      OR _sg_20260101000000_new_parent_id IS DISTINCT FROM parent_id::bigint$missing$);

-- m8 · Index nodes._sg_20260101000000_new_nodes_parent_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m8', builds => 'public._sg_20260101000000_new_nodes_parent_id_idx') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_nodes_parent_id_idx') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_nodes_parent_id_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_nodes_parent_id_idx ON public.nodes USING btree (_sg_20260101000000_new_parent_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m8');
\endif

-- m9 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m9', '{public.nodes}', $ddl$
ANALYZE public.nodes (_sg_20260101000000_new_id, _sg_20260101000000_new_parent_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m10 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m10', $ddl$
CALL pg_temp.stop_if('rows of nodes', 'do not have in _sg_20260101000000_new_id the value of id and in _sg_20260101000000_new_parent_id the value of parent_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.nodes
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) OR NOT (_sg_20260101000000_new_parent_id IS NOT DISTINCT FROM parent_id::bigint)$rows$);
$ddl$);

-- m11 · New rows must have a value of nodes._sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('m11', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
$ddl$);

-- m12 · Looks at the existing rows for nodes._sg_20260101000000_new_id without blocking writers.
CALL pg_temp.under_lock('m12', '{public.nodes}', $ddl$
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m13 · NOT NULL of nodes._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m13', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- m14 · Index leaves._sg_20260101000000_new_leaves_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m14', builds => 'public._sg_20260101000000_new_leaves_pkey') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_leaves_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_leaves_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_leaves_pkey ON public.leaves USING btree (_sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m14');
\endif

-- m15 · Index nodes._sg_20260101000000_new_nodes_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m15', builds => 'public._sg_20260101000000_new_nodes_pkey') AS goes_on \gset
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
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_nodes_pkey ON public.nodes USING btree (_sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m15');
\endif

-- m16 · New rows must obey foreign key leaves._sg_20260101000000_new_leaves_node_id_fkey.
CALL pg_temp.under_lock('m16', '{public.leaves,public.nodes}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.leaves'::regclass AND conname = '_sg_20260101000000_new_leaves_node_id_fkey') THEN
        ALTER TABLE public.leaves ADD CONSTRAINT _sg_20260101000000_new_leaves_node_id_fkey FOREIGN KEY (_sg_20260101000000_new_node_id) REFERENCES public.nodes (_sg_20260101000000_new_id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m17 · Existing rows are checked against foreign key leaves._sg_20260101000000_new_leaves_node_id_fkey without blocking writers.
CALL pg_temp.under_lock('m17', '{public.leaves}', $ddl$
ALTER TABLE public.leaves VALIDATE CONSTRAINT _sg_20260101000000_new_leaves_node_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m18 · New rows must obey foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey.
CALL pg_temp.under_lock('m18', '{public.nodes}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.nodes'::regclass AND conname = '_sg_20260101000000_new_nodes_parent_id_fkey') THEN
        ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey FOREIGN KEY (_sg_20260101000000_new_parent_id) REFERENCES public.nodes (_sg_20260101000000_new_id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m19 · Existing rows are checked against foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey without blocking writers.
CALL pg_temp.under_lock('m19', '{public.nodes}', $ddl$
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m20 · New rows must obey foreign key notes._sg_20260101000000_new_notes_node_id_fkey.
CALL pg_temp.under_lock('m20', '{public.notes,public.nodes}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = '_sg_20260101000000_new_notes_node_id_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey FOREIGN KEY (node_id) REFERENCES public.nodes (_sg_20260101000000_new_id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m21 · Existing rows are checked against foreign key notes._sg_20260101000000_new_notes_node_id_fkey without blocking writers.
CALL pg_temp.under_lock('m21', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
