-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4 and c5.
-- This migration has nothing to do in migrate.
--
--   events  - partition events_2026
--           + unique constraint events_id_key: index built, on the table without its partitions, on the partitions
--           ~ index events_kind: old form dropped
--
-- Lost for good, unless there is a backup: the rows of partition events.events_2026.
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_2028 access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027, events.events_2028.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c4 and c5.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c4 and c5.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate unique constraint events.events_id_key would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT value AS key, row_number() OVER () AS number
              FROM (SELECT (id, at)::text AS value FROM public.events WHERE tableoid <> 'public.events_2026'::regclass AND id IS NOT NULL AND at IS NOT NULL
                     GROUP BY id, at HAVING count(*) > 1) repeated) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% values of % are there more than once and would violate unique constraint events.events_id_key; the first: %', _sg_rows, 'events', _sg_keys
            USING HINT = 'Make them differ, or drop the rule from the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:events,access-exclusive:events.events_2026 rewrite=no scan=no tx=none
-- Partition events.events_2026 is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
-- Waits for transactions that are open.
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_2026 CONCURRENTLY;
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=access-exclusive:events.events_2026 rewrite=no scan=no loss=partition:events.events_2026 tx=own
-- Only the old application uses partition events.events_2026.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2026') AND inhdetachpending) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2026 FINALIZE;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2026;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:events.events_2027 rewrite=no scan=yes tx=none
-- Unique constraint events.events_id_key on partition events_2027, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027_events_id_key') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027_events_id_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2027_events_id_key ON public.events_2027 (id, at);
SET lock_timeout = '2s';

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:events.events_2028 rewrite=no scan=yes tx=none
-- Unique constraint events.events_id_key on partition events_2028, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2028_events_id_key') AND NOT indisvalid) THEN
        DROP INDEX public.events_2028_events_id_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2028_events_id_key ON public.events_2028 (id, at);
SET lock_timeout = '2s';

-- schemagen: id=c6 phase=contract lock=access-exclusive:events rewrite=no scan=no tx=own
-- Unique constraint events.events_id_key on the table without its partitions: nothing is read.
BEGIN;
ALTER TABLE ONLY public.events ADD CONSTRAINT events_id_key UNIQUE (id, at);
COMMIT;

-- schemagen: id=c7 phase=contract lock=access-exclusive:events.events_2027 rewrite=no scan=no tx=own
-- Unique constraint events.events_id_key takes over the index of partition events_2027.
BEGIN;
ALTER TABLE public.events_2027 ADD CONSTRAINT events_2027_events_id_key UNIQUE USING INDEX events_2027_events_id_key;
ALTER INDEX public.events_id_key ATTACH PARTITION public.events_2027_events_id_key;
COMMIT;

-- schemagen: id=c8 phase=contract lock=access-exclusive:events.events_2028 rewrite=no scan=no tx=own
-- Unique constraint events.events_id_key takes over the index of partition events_2028.
BEGIN;
ALTER TABLE public.events_2028 ADD CONSTRAINT events_2028_events_id_key UNIQUE USING INDEX events_2028_events_id_key;
ALTER INDEX public.events_id_key ATTACH PARTITION public.events_2028_events_id_key;
COMMIT;

-- schemagen: id=c9 phase=contract lock=none rewrite=no scan=no tx=own
-- Unique constraint events.events_id_key must be on every partition now.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_id_key'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'unique constraint events.events_id_key'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c10 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2027,access-exclusive:events.events_2028 rewrite=no scan=no tx=own
-- The old form of index events.events_kind served the old application. The server cannot drop it concurrently from a partitioned table.
BEGIN;
DROP INDEX IF EXISTS public._sg_20260101000000_old_events_kind;
COMMIT;
