-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c8 on.
--
--   leaves  ~ column _sg_20260101000000_new_id: both forms held together, both forms proved equal
--           ~ column _sg_20260101000000_new_node_id: both forms held together, both forms proved equal
--           ~ column id: the new form in place of the old one
--           ~ column node_id: the new form in place of the old one
--           ~ primary key: dropped
--           ~ foreign key leaves_node_id_fkey
--           ~ table: trigger dropped
--           · c9: The planner of queries learns what has taken its place.
--   nodes   ~ column _sg_20260101000000_new_id: both forms held together, both forms proved equal
--           ~ column _sg_20260101000000_new_parent_id: both forms held together, both forms proved equal
--           ~ column id: the new form in place of the old one
--           ~ column parent_id: the new form in place of the old one
--           ~ primary key: dropped
--           ~ foreign key nodes_parent_id_fkey
--           ~ index nodes_parent_id_idx
--           ~ table: trigger dropped
--           · c10: The planner of queries learns what has taken its place.
--   notes   ~ foreign key notes_node_id_fkey
--
-- Strongest locks: leaves access-exclusive, nodes access-exclusive, notes access-exclusive.
-- Reads in full: leaves, nodes.
-- Stops before it changes anything when rows would violate a rule further down: steps c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c5 and c7.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.leaves,public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.leaves', 'id', 'replaced'], ['column', 'public.leaves', 'node_id', 'replaced'], ['column', 'public.nodes', 'id', 'replaced'], ['column', 'public.nodes', 'parent_id', 'replaced']],
    known => '{public.leaves _sg_20260101000000_new_leaves_node_id_fkey,public.leaves _sg_20260101000000_new_leaves_pkey,public.leaves id,public.leaves leaves_node_id_fkey,public.leaves leaves_pkey,public.nodes _sg_20260101000000_new_nodes_parent_id_fkey,public.nodes _sg_20260101000000_new_nodes_parent_id_idx,public.nodes _sg_20260101000000_new_nodes_pkey,public.nodes nodes_parent_id_fkey,public.nodes nodes_parent_id_idx,public.nodes nodes_pkey,public.notes _sg_20260101000000_new_notes_node_id_fkey,public.notes notes_node_id_fkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table leaves are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of leaves', 'do not have in _sg_20260101000000_new_id the value of id and in _sg_20260101000000_new_node_id the value of node_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.leaves
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) OR NOT (_sg_20260101000000_new_node_id IS NOT DISTINCT FROM node_id::bigint)$rows$);
$ddl$);

-- c3 · The old form is about to go: both forms of table nodes are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of nodes', 'do not have in _sg_20260101000000_new_id the value of id and in _sg_20260101000000_new_parent_id the value of parent_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.nodes
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) OR NOT (_sg_20260101000000_new_parent_id IS NOT DISTINCT FROM parent_id::bigint)$rows$);
$ddl$);

-- c4 · No write of any kind can part both forms of _sg_20260101000000_new_id and _sg_20260101000000_new_node_id from here on.
CALL pg_temp.under_lock('c4', '{public.leaves}', $ddl$
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_leaves;
ALTER TABLE public.leaves ADD CONSTRAINT _sg_20260101000000_equal_leaves CHECK (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint AND _sg_20260101000000_new_node_id IS NOT DISTINCT FROM node_id::bigint) NOT VALID;
$ddl$);

-- c5 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c5', '{public.leaves}', $ddl$
ALTER TABLE public.leaves VALIDATE CONSTRAINT _sg_20260101000000_equal_leaves;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · No write of any kind can part both forms of _sg_20260101000000_new_id and _sg_20260101000000_new_parent_id from here on.
CALL pg_temp.under_lock('c6', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_nodes;
ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_equal_nodes CHECK (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint AND _sg_20260101000000_new_parent_id IS NOT DISTINCT FROM parent_id::bigint) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.nodes}', $ddl$
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_equal_nodes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: leaves.id in its new type, leaves.node_id in its new type, nodes.id in its new type, nodes.parent_id in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew. INSERT and COPY without a list of columns: nodes.id, nodes.parent_id stand last from here on.
CALL pg_temp.under_lock('c8', '{public.leaves,public.nodes,public.notes}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.leaves', 'id', 'replaced'], ['column', 'public.leaves', 'node_id', 'replaced'], ['column', 'public.nodes', 'id', 'replaced'], ['column', 'public.nodes', 'parent_id', 'replaced']]);
ALTER TABLE public.leaves VALIDATE CONSTRAINT _sg_20260101000000_equal_leaves;
ALTER TABLE public.leaves DROP CONSTRAINT _sg_20260101000000_equal_leaves;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_leaves ON public.leaves;
DROP FUNCTION IF EXISTS public._sg_20260101000000_leaves();
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_equal_nodes;
ALTER TABLE public.nodes DROP CONSTRAINT _sg_20260101000000_equal_nodes;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_nodes ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_nodes();
DROP INDEX IF EXISTS public.nodes_parent_id_idx;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_node_id_fkey;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS nodes_parent_id_fkey;
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS leaves_node_id_fkey;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS nodes_pkey;
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS leaves_pkey;
DO $$
DECLARE
    _sg_sequence regclass := pg_get_serial_sequence('public.leaves', 'id');
BEGIN
    EXECUTE format('ALTER SEQUENCE %s AS bigint OWNED BY %s.%I', _sg_sequence, 'public.leaves', '_sg_20260101000000_new_id');
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT nextval(%L::regclass)', 'public.leaves', '_sg_20260101000000_new_id', _sg_sequence);
END
$$;
ALTER TABLE public.leaves DROP COLUMN id;
ALTER TABLE public.leaves RENAME COLUMN _sg_20260101000000_new_id TO id;
ALTER TABLE public.leaves DROP COLUMN node_id;
ALTER TABLE public.leaves RENAME COLUMN _sg_20260101000000_new_node_id TO node_id;
DO $$
DECLARE
    _sg_old    regclass := pg_get_serial_sequence('public.nodes', 'id');
    _sg_schema text;
    _sg_name   text;
    _sg_new    regclass;
    _sg_last   bigint;
    _sg_called boolean;
BEGIN
    SELECT n.nspname, c.relname INTO _sg_schema, _sg_name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = _sg_old;
    EXECUTE format('SELECT last_value, is_called FROM %s', _sg_old) INTO _sg_last, _sg_called;
    EXECUTE format('ALTER SEQUENCE %s RENAME TO _sg_old_sequence', _sg_old);
    ALTER TABLE public.nodes ALTER COLUMN _sg_20260101000000_new_id ADD GENERATED ALWAYS AS IDENTITY;
    _sg_new := pg_get_serial_sequence('public.nodes', '_sg_20260101000000_new_id');
    PERFORM setval(_sg_new, _sg_last, _sg_called);
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', _sg_new, _sg_name);
END
$$;
ALTER TABLE public.nodes DROP COLUMN id;
ALTER TABLE public.nodes RENAME COLUMN _sg_20260101000000_new_id TO id;
ALTER TABLE public.nodes DROP COLUMN parent_id;
ALTER TABLE public.nodes RENAME COLUMN _sg_20260101000000_new_parent_id TO parent_id;
ALTER TABLE public.leaves ADD CONSTRAINT leaves_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_leaves_pkey;
ALTER TABLE public.nodes ADD CONSTRAINT nodes_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_nodes_pkey;
ALTER TABLE public.leaves RENAME CONSTRAINT _sg_20260101000000_new_leaves_node_id_fkey TO leaves_node_id_fkey;
ALTER TABLE public.nodes RENAME CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey TO nodes_parent_id_fkey;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey TO notes_node_id_fkey;
ALTER INDEX public._sg_20260101000000_new_nodes_parent_id_idx RENAME TO nodes_parent_id_idx;
CALL pg_temp.put_up();
$ddl$);

-- c9 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c9', '{public.leaves}', $ddl$
ANALYZE public.leaves;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c10 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c10', '{public.nodes}', $ddl$
ANALYZE public.nodes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
