-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   events  ~ column sort: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: statistics
--
-- Strongest locks: events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive, events access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Commits batch by batch; run again it goes on with the rows that are left, as it must after a crash of the server: step m1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:events.events_2026,row-exclusive:events.events_2027,row-exclusive:events.events_rest rewrite=no scan=yes tx=batched
-- Existing rows of table events get their values of sort, 100 blocks at a time: there is no primary key to go by.
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
        _sg_blocks := pg_relation_size('public.events_2026'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.events_2026 SET sort = (kind)
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND ((sort IS NULL AND (kind) IS NOT NULL));
            GET DIAGNOSTICS _sg_rows = ROW_COUNT;
            COMMIT;
            _sg_filled := _sg_filled + _sg_rows;
            _sg_block := _sg_block + 100;
        END LOOP;
        EXIT WHEN _sg_filled = 0;
    END LOOP;
END
$$;
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
        _sg_blocks := pg_relation_size('public.events_2027'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.events_2027 SET sort = (kind)
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND ((sort IS NULL AND (kind) IS NOT NULL));
            GET DIAGNOSTICS _sg_rows = ROW_COUNT;
            COMMIT;
            _sg_filled := _sg_filled + _sg_rows;
            _sg_block := _sg_block + 100;
        END LOOP;
        EXIT WHEN _sg_filled = 0;
    END LOOP;
END
$$;
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
        _sg_blocks := pg_relation_size('public.events_rest'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.events_rest SET sort = (kind)
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND ((sort IS NULL AND (kind) IS NOT NULL));
            GET DIAGNOSTICS _sg_rows = ROW_COUNT;
            COMMIT;
            _sg_filled := _sg_filled + _sg_rows;
            _sg_block := _sg_block + 100;
        END LOOP;
        EXIT WHEN _sg_filled = 0;
    END LOOP;
END
$$;

-- schemagen: id=m2 phase=migrate lock=share-update-exclusive:events,share-update-exclusive:events.events_2026,share-update-exclusive:events.events_2027,share-update-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.events (sort);
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
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.events
             WHERE sort IS DISTINCT FROM (kind)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of sort yet; the first: %', _sg_rows, 'events', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m4 phase=migrate lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New rows must have a value of events.sort from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn_sort CHECK (sort IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=m5 phase=migrate lock=share-update-exclusive:events,share-update-exclusive:events.events_2026,share-update-exclusive:events.events_2027,share-update-exclusive:events.events_rest rewrite=no scan=yes tx=own
-- Looks at the existing rows for events.sort without blocking writers.
BEGIN;
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn_sort;
COMMIT;

-- schemagen: id=m6 phase=migrate lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- NOT NULL of events.sort, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN sort SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
COMMIT;
