-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
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
-- Strongest locks: leaves access-exclusive, nodes access-exclusive, notes share-row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: leaves, nodes, notes.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps m8, m14 and m15.
-- Commits batch by batch; run again it goes on with the rows that are left, as it must after a crash of the server: steps m1 and m7.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:leaves rewrite=no scan=yes tx=batched
-- Existing rows of table leaves get their values of _sg_20260101000000_new_id, _sg_20260101000000_new_node_id, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.leaves ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.leaves ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.leaves WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.leaves SET _sg_20260101000000_new_id = (id::bigint), _sg_20260101000000_new_node_id = (node_id::bigint)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_id IS DISTINCT FROM (id::bigint) OR _sg_20260101000000_new_node_id IS DISTINCT FROM (node_id::bigint));
        COMMIT;
        SELECT id INTO _sg_from FROM public.leaves WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- schemagen: id=m2 phase=migrate lock=share-update-exclusive:leaves rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.leaves (_sg_20260101000000_new_id, _sg_20260101000000_new_node_id);
COMMIT;

-- schemagen: id=m3 phase=migrate lock=none rewrite=no scan=yes tx=own
-- What contract relies on, looked at and not assumed.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.leaves
             WHERE _sg_20260101000000_new_id IS DISTINCT FROM (id::bigint) OR _sg_20260101000000_new_node_id IS DISTINCT FROM (node_id::bigint)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_id, _sg_20260101000000_new_node_id yet; the first: %', _sg_rows, 'leaves', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m4 phase=migrate lock=access-exclusive:leaves rewrite=no scan=no tx=own
-- New rows must have a value of leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id from here on.
BEGIN;
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_node_id;
ALTER TABLE public.leaves ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_node_id CHECK (_sg_20260101000000_new_node_id IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=m5 phase=migrate lock=share-update-exclusive:leaves rewrite=no scan=yes tx=own
-- Looks at the existing rows for leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id without blocking writers.
BEGIN;
ALTER TABLE public.leaves VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id, VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_node_id;
COMMIT;

-- schemagen: id=m6 phase=migrate lock=access-exclusive:leaves rewrite=no scan=no tx=own
-- NOT NULL of leaves._sg_20260101000000_new_id, leaves._sg_20260101000000_new_node_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.leaves ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL, ALTER COLUMN _sg_20260101000000_new_node_id SET NOT NULL;
ALTER TABLE public.leaves DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_node_id;
COMMIT;

-- schemagen: id=m7 phase=migrate lock=row-exclusive:nodes rewrite=no scan=yes tx=batched
-- Existing rows of table nodes get their values of _sg_20260101000000_new_id, _sg_20260101000000_new_parent_id, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.nodes ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.nodes ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.nodes WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.nodes SET _sg_20260101000000_new_id = (id::bigint), _sg_20260101000000_new_parent_id = (parent_id::bigint)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_id IS DISTINCT FROM (id::bigint) OR _sg_20260101000000_new_parent_id IS DISTINCT FROM (parent_id::bigint));
        COMMIT;
        SELECT id INTO _sg_from FROM public.nodes WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- schemagen: id=m8 phase=migrate lock=share-update-exclusive:nodes rewrite=no scan=yes tx=none
-- Index nodes._sg_20260101000000_new_nodes_parent_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=m9 phase=migrate lock=share-update-exclusive:nodes rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.nodes (_sg_20260101000000_new_id, _sg_20260101000000_new_parent_id);
COMMIT;

-- schemagen: id=m10 phase=migrate lock=none rewrite=no scan=yes tx=own
-- What contract relies on, looked at and not assumed.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.nodes
             WHERE _sg_20260101000000_new_id IS DISTINCT FROM (id::bigint) OR _sg_20260101000000_new_parent_id IS DISTINCT FROM (parent_id::bigint)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_id, _sg_20260101000000_new_parent_id yet; the first: %', _sg_rows, 'nodes', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m11 phase=migrate lock=access-exclusive:nodes rewrite=no scan=no tx=own
-- New rows must have a value of nodes._sg_20260101000000_new_id from here on.
BEGIN;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=m12 phase=migrate lock=share-update-exclusive:nodes rewrite=no scan=yes tx=own
-- Looks at the existing rows for nodes._sg_20260101000000_new_id without blocking writers.
BEGIN;
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- schemagen: id=m13 phase=migrate lock=access-exclusive:nodes rewrite=no scan=no tx=own
-- NOT NULL of nodes._sg_20260101000000_new_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.nodes ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- schemagen: id=m14 phase=migrate lock=share-update-exclusive:leaves rewrite=no scan=yes tx=none
-- Index leaves._sg_20260101000000_new_leaves_pkey, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=m15 phase=migrate lock=share-update-exclusive:nodes rewrite=no scan=yes tx=none
-- Index nodes._sg_20260101000000_new_nodes_pkey, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=m16 phase=migrate lock=share-row-exclusive:leaves,share-row-exclusive:nodes rewrite=no scan=no tx=own
-- New rows must obey foreign key leaves._sg_20260101000000_new_leaves_node_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.leaves'::regclass AND conname = '_sg_20260101000000_new_leaves_node_id_fkey') THEN
        ALTER TABLE public.leaves ADD CONSTRAINT _sg_20260101000000_new_leaves_node_id_fkey FOREIGN KEY (_sg_20260101000000_new_node_id) REFERENCES public.nodes (_sg_20260101000000_new_id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m17 phase=migrate lock=share-update-exclusive:leaves,row-share:nodes rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key leaves._sg_20260101000000_new_leaves_node_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.leaves VALIDATE CONSTRAINT _sg_20260101000000_new_leaves_node_id_fkey;
COMMIT;

-- schemagen: id=m18 phase=migrate lock=share-row-exclusive:nodes rewrite=no scan=no tx=own
-- New rows must obey foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.nodes'::regclass AND conname = '_sg_20260101000000_new_nodes_parent_id_fkey') THEN
        ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey FOREIGN KEY (_sg_20260101000000_new_parent_id) REFERENCES public.nodes (_sg_20260101000000_new_id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m19 phase=migrate lock=share-update-exclusive:nodes rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey;
COMMIT;

-- schemagen: id=m20 phase=migrate lock=share-row-exclusive:notes,share-row-exclusive:nodes rewrite=no scan=no tx=own
-- New rows must obey foreign key notes._sg_20260101000000_new_notes_node_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = '_sg_20260101000000_new_notes_node_id_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey FOREIGN KEY (node_id) REFERENCES public.nodes (_sg_20260101000000_new_id) NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m21 phase=migrate lock=share-update-exclusive:notes,row-share:nodes rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes._sg_20260101000000_new_notes_node_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey;
COMMIT;
