-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   nodes  ~ primary key: dropped
--          ~ foreign key nodes_parent_id_fkey
--          ~ table: trigger dropped
--          ~ column id becomes node_id
--   notes  ~ foreign key notes_node_id_fkey
--
-- Strongest locks: nodes access-exclusive, notes access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:nodes,access-exclusive:notes rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: nodes.node_id for id.
BEGIN;
LOCK TABLE public.nodes, public.notes IN ACCESS EXCLUSIVE MODE;
DROP TRIGGER IF EXISTS zz_sg_sync_nodes ON public.nodes;
DROP FUNCTION IF EXISTS public._sg_sync_nodes();
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
ALTER TABLE public.nodes ADD CONSTRAINT nodes_pkey PRIMARY KEY USING INDEX _sg_new_nodes_pkey;
ALTER TABLE public.nodes RENAME CONSTRAINT _sg_new_nodes_parent_id_fkey TO nodes_parent_id_fkey;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_new_notes_node_id_fkey TO notes_node_id_fkey;
COMMIT;
