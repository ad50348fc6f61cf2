-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   nodes  ~ column node_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ table: statistics
--          + foreign key _sg_20260101000000_new_nodes_parent_id_fkey: proved for existing rows
--   notes  + foreign key _sg_20260101000000_new_notes_node_id_fkey: proved for existing rows
--
-- Strongest locks: nodes access-exclusive, notes share-row-exclusive.
-- Reads in full: nodes, notes.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.nodes,public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c2}');

-- m1 · Existing rows of table nodes get their values of node_id, 2000 keys at a time.
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
        UPDATE public.nodes SET node_id = (id)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND ((node_id IS NULL AND (id) IS NOT NULL));
        COMMIT;
        SELECT id INTO _sg_from FROM public.nodes WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.nodes}', $ddl$
ANALYZE public.nodes (node_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.nodes
             WHERE node_id IS DISTINCT FROM (id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of node_id yet; the first: %', _sg_rows, 'nodes', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m4 · New rows must have a value of nodes.node_id from here on.
CALL pg_temp.under_lock('m4', '{public.nodes}', $ddl$
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_node_id;
ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_nn_node_id CHECK (node_id IS NOT NULL) NOT VALID;
$ddl$);

-- m5 · Looks at the existing rows for nodes.node_id without blocking writers.
CALL pg_temp.under_lock('m5', '{public.nodes}', $ddl$
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_nn_node_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · NOT NULL of nodes.node_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m6', '{public.nodes}', $ddl$
ALTER TABLE public.nodes ALTER COLUMN node_id SET NOT NULL;
ALTER TABLE public.nodes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_node_id;
$ddl$);

-- m7 · New rows must obey foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey.
CALL pg_temp.under_lock('m7', '{public.nodes}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.nodes'::regclass AND conname = '_sg_20260101000000_new_nodes_parent_id_fkey') THEN
        ALTER TABLE public.nodes ADD CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.nodes (node_id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m8 · Existing rows are checked against foreign key nodes._sg_20260101000000_new_nodes_parent_id_fkey without blocking writers.
CALL pg_temp.under_lock('m8', '{public.nodes}', $ddl$
ALTER TABLE public.nodes VALIDATE CONSTRAINT _sg_20260101000000_new_nodes_parent_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m9 · New rows must obey foreign key notes._sg_20260101000000_new_notes_node_id_fkey.
CALL pg_temp.under_lock('m9', '{public.notes,public.nodes}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = '_sg_20260101000000_new_notes_node_id_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey FOREIGN KEY (node_id) REFERENCES public.nodes (node_id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m10 · Existing rows are checked against foreign key notes._sg_20260101000000_new_notes_node_id_fkey without blocking writers.
CALL pg_temp.under_lock('m10', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_notes_node_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
