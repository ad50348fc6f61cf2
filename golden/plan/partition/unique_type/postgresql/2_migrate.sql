-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   events  ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column _sg_20260101000000_new_mood: filled, values verified
--           ~ table: statistics
--           ~ index _sg_20260101000000_new_events_id: index built
--           ~ index _sg_20260101000000_new_events_mood: index built
--
-- Strongest locks: events.events_0 access-exclusive, events.events_1 access-exclusive, events access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_0, events.events_1.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps m7, m8, m9 and m10.
-- Commits batch by batch; run again it goes on with the rows that are left, as it must after a crash of the server: step m1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:events.events_0,row-exclusive:events.events_1 rewrite=no scan=yes tx=batched
-- Existing rows of table events get their values of _sg_20260101000000_new_id, _sg_20260101000000_new_mood, 100 blocks at a time: there is no primary key to go by.
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
        _sg_blocks := pg_relation_size('public.events_0'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.events_0 SET _sg_20260101000000_new_id = (id::bigint), _sg_20260101000000_new_mood = (mood::text::public._sg_20260101000000_new_mood)
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND (_sg_20260101000000_new_id IS DISTINCT FROM (id::bigint) OR _sg_20260101000000_new_mood IS DISTINCT FROM (mood::text::public._sg_20260101000000_new_mood));
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
        _sg_blocks := pg_relation_size('public.events_1'::regclass) / current_setting('block_size')::bigint;
        WHILE _sg_block < _sg_blocks LOOP
            SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
            UPDATE public.events_1 SET _sg_20260101000000_new_id = (id::bigint), _sg_20260101000000_new_mood = (mood::text::public._sg_20260101000000_new_mood)
             WHERE ctid >= format('(%s,0)', _sg_block)::tid AND ctid < format('(%s,0)', _sg_block + 100)::tid
               AND (_sg_20260101000000_new_id IS DISTINCT FROM (id::bigint) OR _sg_20260101000000_new_mood IS DISTINCT FROM (mood::text::public._sg_20260101000000_new_mood));
            GET DIAGNOSTICS _sg_rows = ROW_COUNT;
            COMMIT;
            _sg_filled := _sg_filled + _sg_rows;
            _sg_block := _sg_block + 100;
        END LOOP;
        EXIT WHEN _sg_filled = 0;
    END LOOP;
END
$$;

-- schemagen: id=m2 phase=migrate lock=share-update-exclusive:events,share-update-exclusive:events.events_0,share-update-exclusive:events.events_1 rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.events (_sg_20260101000000_new_id, _sg_20260101000000_new_mood);
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
             WHERE _sg_20260101000000_new_id IS DISTINCT FROM (id::bigint) OR _sg_20260101000000_new_mood IS DISTINCT FROM (mood::text::public._sg_20260101000000_new_mood)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_id, _sg_20260101000000_new_mood yet; the first: %', _sg_rows, 'events', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m4 phase=migrate lock=access-exclusive:events,access-exclusive:events.events_0,access-exclusive:events.events_1 rewrite=no scan=no tx=own
-- New rows must have a value of events._sg_20260101000000_new_id from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=m5 phase=migrate lock=share-update-exclusive:events,share-update-exclusive:events.events_0,share-update-exclusive:events.events_1 rewrite=no scan=yes tx=own
-- Looks at the existing rows for events._sg_20260101000000_new_id without blocking writers.
BEGIN;
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- schemagen: id=m6 phase=migrate lock=access-exclusive:events,access-exclusive:events.events_0,access-exclusive:events.events_1 rewrite=no scan=no tx=own
-- NOT NULL of events._sg_20260101000000_new_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- schemagen: id=m7 phase=migrate lock=share-update-exclusive:events.events_0 rewrite=no scan=yes tx=none
-- Index events._sg_20260101000000_new_events_id on partition events_0, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_0__sg_20260101000000_new_events_id') AND NOT indisvalid) THEN
        DROP INDEX public.events_0__sg_20260101000000_new_events_id;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_0__sg_20260101000000_new_events_id ON public.events_0 USING btree (_sg_20260101000000_new_id, at);
SET lock_timeout = '2s';

-- schemagen: id=m8 phase=migrate lock=share-update-exclusive:events.events_1 rewrite=no scan=yes tx=none
-- Index events._sg_20260101000000_new_events_id on partition events_1, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_1__sg_20260101000000_new_events_id') AND NOT indisvalid) THEN
        DROP INDEX public.events_1__sg_20260101000000_new_events_id;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_1__sg_20260101000000_new_events_id ON public.events_1 USING btree (_sg_20260101000000_new_id, at);
SET lock_timeout = '2s';

-- schemagen: id=m9 phase=migrate lock=share-update-exclusive:events.events_0 rewrite=no scan=yes tx=none
-- Index events._sg_20260101000000_new_events_mood on partition events_0, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_0__sg_20260101000000_new_events_mood') AND NOT indisvalid) THEN
        DROP INDEX public.events_0__sg_20260101000000_new_events_mood;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_0__sg_20260101000000_new_events_mood ON public.events_0 USING btree (at, _sg_20260101000000_new_mood, _sg_20260101000000_new_id);
SET lock_timeout = '2s';

-- schemagen: id=m10 phase=migrate lock=share-update-exclusive:events.events_1 rewrite=no scan=yes tx=none
-- Index events._sg_20260101000000_new_events_mood on partition events_1, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_1__sg_20260101000000_new_events_mood') AND NOT indisvalid) THEN
        DROP INDEX public.events_1__sg_20260101000000_new_events_mood;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_1__sg_20260101000000_new_events_mood ON public.events_1 USING btree (at, _sg_20260101000000_new_mood, _sg_20260101000000_new_id);
SET lock_timeout = '2s';
