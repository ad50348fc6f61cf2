-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   items  ~ column label: filled, values verified
--          ~ column number: filled, values verified
--          ~ table: statistics
--   lines  ~ column id: filled, values verified
--          ~ table: statistics
--
-- Strongest locks: items share-update-exclusive, lines share-update-exclusive.
-- Reads in full: items, lines.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.items,public.lines}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{}');

-- m1 · Existing rows of table items get their values of label, number, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT code INTO _sg_from FROM public.items ORDER BY code LIMIT 1;
    SELECT code INTO _sg_last FROM public.items ORDER BY code DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT code INTO _sg_to FROM (SELECT code FROM public.items WHERE code >= _sg_from.code ORDER BY code LIMIT 2000) batch
         ORDER BY code DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.items SET label = coalesce(label, gen_random_uuid()), number = coalesce(number, nextval('public.items_number_seq'::regclass))
         WHERE code >= _sg_from.code AND code <= _sg_to.code AND (label IS NULL OR number IS NULL);
        COMMIT;
        SELECT code INTO _sg_from FROM public.items WHERE code > _sg_to.code AND code <= _sg_last.code ORDER BY code LIMIT 1;
    END LOOP;
END
$$;

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.items}', $ddl$
ANALYZE public.items (label, number);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT code::text AS key, row_number() OVER () AS number
              FROM public.items
             WHERE label IS NULL OR number IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of label, number yet; the first: %', _sg_rows, 'items', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m4 · Existing rows of table lines get their values of id, 100 blocks at a time: there is no primary key to go by.
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
        _sg_blocks := pg_relation_size('public.lines'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.lines SET id = (nextval('public."_sg_20260101000000_numbers_lines.id"'::regclass))
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND (id IS NULL);
            GET DIAGNOSTICS _sg_rows = ROW_COUNT;
            COMMIT;
            _sg_filled := _sg_filled + _sg_rows;
            _sg_block := _sg_block + 100;
        END LOOP;
        EXIT WHEN _sg_filled = 0;
    END LOOP;
END
$$;

-- m5 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m5', '{public.lines}', $ddl$
ANALYZE public.lines (id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m6 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m6', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.lines
             WHERE id IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of id yet; the first: %', _sg_rows, 'lines', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
