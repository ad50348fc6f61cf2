-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   events  ~ index events_kind: old form set aside, on the table without its partitions, new form built, index built, on the partitions
--
-- Strongest locks: events.events_kind share-update-exclusive, events share, events.events_2026 share-update-exclusive, events.events_2027 share-update-exclusive, events.events_rest share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e3, e4 and e5.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:events.events_kind rewrite=no scan=no tx=own
-- The old index events.events_kind serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_events_kind') IS NULL THEN
        ALTER INDEX IF EXISTS public.events_kind RENAME TO _sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_2026_events_kind RENAME TO events_2026__sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_2027_events_kind RENAME TO events_2027__sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_rest_events_kind RENAME TO events_rest__sg_20260101000000_old_events_kind;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share:events rewrite=no scan=no tx=own
-- Index events.events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
BEGIN;
CREATE INDEX IF NOT EXISTS events_kind ON ONLY public.events USING btree (kind, id);
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:events.events_2026 rewrite=no scan=yes tx=none
-- Index events.events_kind on partition events_2026, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2026_events_kind ON public.events_2026 USING btree (kind, id);
SET lock_timeout = '2s';

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:events.events_2027 rewrite=no scan=yes tx=none
-- Index events.events_kind on partition events_2027, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2027_events_kind ON public.events_2027 USING btree (kind, id);
SET lock_timeout = '2s';

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:events.events_rest rewrite=no scan=yes tx=none
-- Index events.events_kind on partition events_rest, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_rest_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_rest_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_rest_events_kind ON public.events_rest USING btree (kind, id);
SET lock_timeout = '2s';

-- schemagen: id=e6 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_kind takes over that of partition events_2026, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_kind ATTACH PARTITION public.events_2026_events_kind;
COMMIT;

-- schemagen: id=e7 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_kind takes over that of partition events_2027, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_kind ATTACH PARTITION public.events_2027_events_kind;
COMMIT;

-- schemagen: id=e8 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_kind takes over that of partition events_rest, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_kind ATTACH PARTITION public.events_rest_events_kind;
COMMIT;

-- schemagen: id=e9 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_kind must be on every partition now.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_kind'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events.events_kind'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
COMMIT;
