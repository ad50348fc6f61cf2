-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   leaves  ~ column id: the new form in place of the old one
--           ~ column node_id: the new form in place of the old one
--           ~ primary key: dropped
--           ~ foreign key leaves_node_id_fkey
--           ~ table: trigger dropped
--   nodes   ~ column id: the new form in place of the old one
--           ~ column parent_id: the new form in place of the old one
--           ~ primary key: dropped
--           ~ foreign key nodes_parent_id_fkey
--           ~ index nodes_parent_id_idx
--           ~ table: trigger dropped
--   notes   ~ foreign key notes_node_id_fkey
--
-- Strongest locks: leaves access-exclusive, nodes access-exclusive, notes access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:leaves,access-exclusive:nodes,access-exclusive:notes rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: leaves.id in its new type, leaves.node_id in its new type, nodes.id in its new type, nodes.parent_id in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
BEGIN;
LOCK TABLE public.nodes, public.leaves, public.notes IN ACCESS EXCLUSIVE MODE;
DROP TRIGGER IF EXISTS zz_sg_sync_leaves ON public.leaves;
DROP FUNCTION IF EXISTS public._sg_sync_leaves();
DROP TRIGGER IF EXISTS zz_sg_sync_nodes ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_sync_nodes();
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
    EXECUTE format('ALTER SEQUENCE %s AS bigint OWNED BY %s.%I', _sg_sequence, 'public.leaves', '_sg_new_id');
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT nextval(%L::regclass)', 'public.leaves', '_sg_new_id', _sg_sequence);
END
$$;
ALTER TABLE public.leaves DROP COLUMN id;
ALTER TABLE public.leaves RENAME COLUMN _sg_new_id TO id;
ALTER TABLE public.leaves DROP COLUMN node_id;
ALTER TABLE public.leaves RENAME COLUMN _sg_new_node_id TO node_id;
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
    ALTER TABLE public.nodes ALTER COLUMN _sg_new_id ADD GENERATED ALWAYS AS IDENTITY;
    _sg_new := pg_get_serial_sequence('public.nodes', '_sg_new_id');
    PERFORM setval(_sg_new, _sg_last, _sg_called);
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', _sg_new, _sg_name);
END
$$;
ALTER TABLE public.nodes DROP COLUMN id;
ALTER TABLE public.nodes RENAME COLUMN _sg_new_id TO id;
ALTER TABLE public.nodes DROP COLUMN parent_id;
ALTER TABLE public.nodes RENAME COLUMN _sg_new_parent_id TO parent_id;
ALTER TABLE public.leaves ADD CONSTRAINT leaves_pkey PRIMARY KEY USING INDEX _sg_new_leaves_pkey;
ALTER TABLE public.nodes ADD CONSTRAINT nodes_pkey PRIMARY KEY USING INDEX _sg_new_nodes_pkey;
ALTER TABLE public.leaves RENAME CONSTRAINT _sg_new_leaves_node_id_fkey TO leaves_node_id_fkey;
ALTER TABLE public.nodes RENAME CONSTRAINT _sg_new_nodes_parent_id_fkey TO nodes_parent_id_fkey;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_new_notes_node_id_fkey TO notes_node_id_fkey;
ALTER INDEX public._sg_new_nodes_parent_id_idx RENAME TO nodes_parent_id_idx;
COMMIT;
