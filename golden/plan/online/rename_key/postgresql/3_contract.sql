-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
--
--   nodes  ~ column id becomes node_id
--          ~ primary key: dropped
--          ~ foreign key nodes_parent_id_fkey
--          ~ table: trigger dropped
--          · c6: The planner of queries learns what has taken its place.
--   notes  ~ foreign key notes_node_id_fkey
--
-- Strongest locks: nodes access-exclusive, notes access-exclusive.
-- Reads in full: nodes.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.nodes', 'id', 'replaced']],
    known => '{public.nodes _sg_20260101000000_new_nodes_parent_id_fkey,public.nodes _sg_20260101000000_new_nodes_pkey,public.nodes nodes_parent_id_fkey,public.nodes nodes_parent_id_idx,public.nodes nodes_pkey,public.notes _sg_20260101000000_new_notes_node_id_fkey,public.notes notes_node_id_fkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table nodes are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of nodes', 'do not have in node_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.nodes
             WHERE NOT (node_id IS NOT DISTINCT FROM id)$rows$);
$ddl$);

-- c3 · No write of any kind can part both forms of node_id from here on.
CALL pg_temp.under_lock('c3', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_nodes;
ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_equal_nodes CHECK (node_id IS NOT DISTINCT FROM id) NOT VALID;
$ddl$);

-- c4 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c4', '{public.nodes}', $ddl$
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_equal_nodes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: nodes.node_id for id. INSERT and COPY without a list of columns: nodes.node_id stands last from here on.
CALL pg_temp.under_lock('c5', '{public.nodes,public.notes}', $ddl$
ALTER TABLE public.nodes RENAME COLUMN node_id TO _sg_aside_node_id;
ALTER TABLE public.nodes RENAME COLUMN id TO node_id;
CALL pg_temp.take_down(ARRAY[['column', 'public.nodes', 'node_id', 'replaced']], drops => false);
ALTER TABLE public.nodes RENAME COLUMN node_id TO id;
ALTER TABLE public.nodes RENAME COLUMN _sg_aside_node_id TO node_id;
CALL pg_temp.drop_carried();
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_equal_nodes;
ALTER TABLE public.nodes DROP CONSTRAINT _sg_20260101000000_equal_nodes;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_nodes ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_nodes();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_nodes" ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_nodes();
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_node_id_fkey;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS nodes_parent_id_fkey;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS nodes_pkey;
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
    ALTER TABLE public.nodes ALTER COLUMN node_id ADD GENERATED ALWAYS AS IDENTITY;
    _sg_new := pg_get_serial_sequence('public.nodes', 'node_id');
    PERFORM setval(_sg_new, _sg_last, _sg_called);
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', _sg_new, _sg_name);
END
$$;
ALTER TABLE public.nodes DROP COLUMN id;
ALTER TABLE public.nodes ADD CONSTRAINT nodes_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_nodes_pkey;
ALTER TABLE public.nodes RENAME CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey TO nodes_parent_id_fkey;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey TO notes_node_id_fkey;
CALL pg_temp.put_up();
$ddl$);

-- c6 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c6', '{public.nodes}', $ddl$
ANALYZE public.nodes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
