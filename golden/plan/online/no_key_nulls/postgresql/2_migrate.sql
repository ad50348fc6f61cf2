-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   log  ~ column short_note: filled
--        ~ table: statistics
--
-- Strongest locks: log share-update-exclusive.
-- Reads in full: log.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.log}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{}');

-- m1 · Existing rows of table log get their values of short_note, 100 blocks at a time: there is no primary key to go by.
DO $$
DECLARE
    _sg_block  bigint;
    _sg_blocks bigint;
    _sg_filled bigint;
    _sg_rows   bigint;
BEGIN
    LOOP  -- a row that moves while it is updated may be missed once: again until a whole pass fills none
        _sg_block := 0;
        _sg_filled := 0;
        _sg_blocks := pg_relation_size('public.log'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.log SET short_note = (left(note, 3))
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND ((short_note IS NULL AND (left(note, 3)) IS NOT NULL));
            GET DIAGNOSTICS _sg_rows = ROW_COUNT;
            COMMIT;
            _sg_filled := _sg_filled + _sg_rows;
            _sg_block := _sg_block + 100;
        END LOOP;
        EXIT WHEN _sg_filled = 0;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.log}', $ddl$
ANALYZE public.log (short_note);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
