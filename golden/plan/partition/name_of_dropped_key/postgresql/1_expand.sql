-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   events  ~ index events_id_key: on the table without its partitions, index built, on the partitions
--           ~ unique constraint events_id_key: successor built
--
-- Strongest locks: events share, events.events_2026 share-update-exclusive, events.events_2027 share-update-exclusive, events.events_rest share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e2, e3 and e4.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share:events rewrite=no scan=no tx=own
-- Index events.events_id_key on the table without its partitions: nothing is read, and it serves when every partition has its part.
BEGIN;
CREATE INDEX IF NOT EXISTS _sg_20260101000000_new_events_id_key ON ONLY public.events USING btree (id, at);
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-update-exclusive:events.events_2026 rewrite=no scan=yes tx=none
-- Index events.events_id_key on partition events_2026, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026__sg_20260101000000_new_events_id_key') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026__sg_20260101000000_new_events_id_key;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2026__sg_20260101000000_new_events_id_key ON public.events_2026 USING btree (id, at);
SET lock_timeout = '2s';

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:events.events_2027 rewrite=no scan=yes tx=none
-- Index events.events_id_key on partition events_2027, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027__sg_20260101000000_new_events_id_key') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027__sg_20260101000000_new_events_id_key;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2027__sg_20260101000000_new_events_id_key ON public.events_2027 USING btree (id, at);
SET lock_timeout = '2s';

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:events.events_rest rewrite=no scan=yes tx=none
-- Index events.events_id_key on partition events_rest, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_rest__sg_20260101000000_new_events_id_key') AND NOT indisvalid) THEN
        DROP INDEX public.events_rest__sg_20260101000000_new_events_id_key;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_rest__sg_20260101000000_new_events_id_key ON public.events_rest USING btree (id, at);
SET lock_timeout = '2s';

-- schemagen: id=e5 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_id_key takes over that of partition events_2026, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_events_id_key ATTACH PARTITION public.events_2026__sg_20260101000000_new_events_id_key;
COMMIT;

-- schemagen: id=e6 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_id_key takes over that of partition events_2027, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_events_id_key ATTACH PARTITION public.events_2027__sg_20260101000000_new_events_id_key;
COMMIT;

-- schemagen: id=e7 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_id_key takes over that of partition events_rest, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_events_id_key ATTACH PARTITION public.events_rest__sg_20260101000000_new_events_id_key;
COMMIT;

-- schemagen: id=e8 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_id_key must be on every partition now.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public._sg_20260101000000_new_events_id_key'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events.events_id_key'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
COMMIT;
