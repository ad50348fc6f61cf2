-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   history  ~ column _sg_20260101000000_new_was: filled, values verified
--            ~ table: statistics
--   orders   ~ column _sg_20260101000000_new_status: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--            + index _sg_20260101000000_new_orders_status_idx
--            ~ table: statistics
--
-- Strongest locks: history share-update-exclusive, orders access-exclusive.
-- Reads in full: history, orders.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.history,public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c2}');

-- m1 · Existing rows of table history get their values of _sg_20260101000000_new_was, 100 blocks at a time: there is no primary key to go by.
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
        _sg_blocks := pg_relation_size('public.history'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.history SET _sg_20260101000000_new_was = ((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status)
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND (_sg_20260101000000_new_was IS DISTINCT FROM ((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status));
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
CALL pg_temp.under_lock('m2', '{public.history}', $ddl$
ANALYZE public.history (_sg_20260101000000_new_was);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.history
             WHERE _sg_20260101000000_new_was IS DISTINCT FROM ((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_was yet; the first: %', _sg_rows, 'history', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m4 · Existing rows of table orders get their values of _sg_20260101000000_new_status, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.orders ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.orders ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.orders WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.orders SET _sg_20260101000000_new_status = ((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_status IS DISTINCT FROM ((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status));
        COMMIT;
        SELECT id INTO _sg_from FROM public.orders WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m5 · Index orders._sg_20260101000000_new_orders_status_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m5') AS begins \gset
\if :begins
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_status_idx') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_status_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_status_idx ON public.orders USING btree (_sg_20260101000000_new_status);
SET lock_timeout = '200ms';
CALL pg_temp.done('m5');
\endif

-- m6 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m6', '{public.orders}', $ddl$
ANALYZE public.orders (_sg_20260101000000_new_status);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m7', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.orders
             WHERE _sg_20260101000000_new_status IS DISTINCT FROM ((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_status yet; the first: %', _sg_rows, 'orders', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m8 · New rows must have a value of orders._sg_20260101000000_new_status from here on.
CALL pg_temp.under_lock('m8', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status CHECK (_sg_20260101000000_new_status IS NOT NULL) NOT VALID;
$ddl$);

-- m9 · Looks at the existing rows for orders._sg_20260101000000_new_status without blocking writers.
CALL pg_temp.under_lock('m9', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m10 · NOT NULL of orders._sg_20260101000000_new_status, for free: the check above has proved it.
CALL pg_temp.under_lock('m10', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_status SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$);

CALL pg_temp.end_file();
