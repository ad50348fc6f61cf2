-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   events  ~ column _sg_20260101000000_new_amount: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column sort: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           + index _sg_20260101000000_new_events_amount: on the table without its partitions, index built, on the partitions
--           ~ table: statistics
--           + check _sg_20260101000000_new_events_amount_check: proved for existing rows
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps m3 and m4.
-- Commits batch by batch; run again it goes on with the rows that are left, as it must after a crash of the server: step m1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:events,row-exclusive:events.events_2026,row-exclusive:events.events_2027 rewrite=no scan=yes tx=batched
-- Existing rows of table events get their values of _sg_20260101000000_new_amount, sort, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id, at INTO _sg_from FROM public.events ORDER BY id, at LIMIT 1;
    SELECT id, at INTO _sg_last FROM public.events ORDER BY id DESC, at DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id, at INTO _sg_to FROM (SELECT id, at FROM public.events WHERE (id, at) >= (_sg_from.id, _sg_from.at) ORDER BY id, at LIMIT 2000) batch
         ORDER BY id DESC, at DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.events SET _sg_20260101000000_new_amount = (amount::bigint), sort = (kind)
         WHERE (id, at) >= (_sg_from.id, _sg_from.at) AND (id, at) <= (_sg_to.id, _sg_to.at) AND (_sg_20260101000000_new_amount IS DISTINCT FROM (amount::bigint) OR (sort IS NULL AND (kind) IS NOT NULL));
        COMMIT;
        SELECT id, at INTO _sg_from FROM public.events WHERE (id, at) > (_sg_to.id, _sg_to.at) AND (id, at) <= (_sg_last.id, _sg_last.at) ORDER BY id, at LIMIT 1;
    END LOOP;
END
$$;

-- schemagen: id=m2 phase=migrate lock=share:events rewrite=no scan=no tx=own
-- Index events._sg_20260101000000_new_events_amount on the table without its partitions: nothing is read, and it serves when every partition has its part.
BEGIN;
CREATE INDEX IF NOT EXISTS _sg_20260101000000_new_events_amount ON ONLY public.events USING btree (_sg_20260101000000_new_amount DESC, (lower(sort))) WHERE (_sg_20260101000000_new_amount > 5);
COMMIT;

-- schemagen: id=m3 phase=migrate lock=share-update-exclusive:events.events_2026 rewrite=no scan=yes tx=none
-- Index events._sg_20260101000000_new_events_amount on partition events_2026, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026__sg_20260101000000_new_events_amount') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026__sg_20260101000000_new_events_amount;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2026__sg_20260101000000_new_events_amount ON public.events_2026 USING btree (_sg_20260101000000_new_amount DESC, (lower(sort))) WHERE (_sg_20260101000000_new_amount > 5);
SET lock_timeout = '2s';

-- schemagen: id=m4 phase=migrate lock=share-update-exclusive:events.events_2027 rewrite=no scan=yes tx=none
-- Index events._sg_20260101000000_new_events_amount on partition events_2027, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027__sg_20260101000000_new_events_amount') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027__sg_20260101000000_new_events_amount;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2027__sg_20260101000000_new_events_amount ON public.events_2027 USING btree (_sg_20260101000000_new_amount DESC, (lower(sort))) WHERE (_sg_20260101000000_new_amount > 5);
SET lock_timeout = '2s';

-- schemagen: id=m5 phase=migrate lock=none rewrite=no scan=no tx=own
-- Index events._sg_20260101000000_new_events_amount takes over that of partition events_2026, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_events_amount ATTACH PARTITION public.events_2026__sg_20260101000000_new_events_amount;
COMMIT;

-- schemagen: id=m6 phase=migrate lock=none rewrite=no scan=no tx=own
-- Index events._sg_20260101000000_new_events_amount takes over that of partition events_2027, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_events_amount ATTACH PARTITION public.events_2027__sg_20260101000000_new_events_amount;
COMMIT;

-- schemagen: id=m7 phase=migrate lock=none rewrite=no scan=no tx=own
-- Index events._sg_20260101000000_new_events_amount must be on every partition now.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public._sg_20260101000000_new_events_amount'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events._sg_20260101000000_new_events_amount'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m8 phase=migrate lock=share-update-exclusive:events,share-update-exclusive:events.events_2026,share-update-exclusive:events.events_2027 rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.events (_sg_20260101000000_new_amount, sort);
COMMIT;

-- schemagen: id=m9 phase=migrate lock=none rewrite=no scan=yes tx=own
-- What contract relies on, looked at and not assumed.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT (id, at)::text AS key, row_number() OVER () AS number
              FROM public.events
             WHERE _sg_20260101000000_new_amount IS DISTINCT FROM (amount::bigint) OR sort IS DISTINCT FROM (kind)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_amount, sort yet; the first: %', _sg_rows, 'events', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m10 phase=migrate lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027 rewrite=no scan=no tx=own
-- New rows must have a value of events._sg_20260101000000_new_amount, events.sort from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount CHECK (_sg_20260101000000_new_amount IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_sort CHECK (sort IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=m11 phase=migrate lock=share-update-exclusive:events,share-update-exclusive:events.events_2026,share-update-exclusive:events.events_2027 rewrite=no scan=yes tx=own
-- Looks at the existing rows for events._sg_20260101000000_new_amount, events.sort without blocking writers.
BEGIN;
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_amount, VALIDATE CONSTRAINT _sg_20260101000000_nn_sort;
COMMIT;

-- schemagen: id=m12 phase=migrate lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027 rewrite=no scan=no tx=own
-- NOT NULL of events._sg_20260101000000_new_amount, events.sort, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_amount SET NOT NULL, ALTER COLUMN sort SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
COMMIT;

-- schemagen: id=m13 phase=migrate lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027 rewrite=no scan=no tx=own
-- New rows must obey check events._sg_20260101000000_new_events_amount_check from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_amount_check;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_new_events_amount_check CHECK (_sg_20260101000000_new_amount > 0) NOT VALID;
COMMIT;

-- schemagen: id=m14 phase=migrate lock=share-update-exclusive:events,share-update-exclusive:events.events_2026,share-update-exclusive:events.events_2027 rewrite=no scan=yes tx=own
-- Existing rows are checked against check events._sg_20260101000000_new_events_amount_check without blocking writers.
BEGIN;
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_new_events_amount_check;
COMMIT;
