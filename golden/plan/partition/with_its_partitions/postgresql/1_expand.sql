-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   events  + partition events_2028
--           + index events_id: on the table without its partitions, index built, on the partitions
--           ~ index events_kind: old form set aside, on the table without its partitions, new form built, index built, on the partitions
--
-- Strongest locks: events share, events.events_2026 share-update-exclusive, events.events_2027 share-update-exclusive, events.events_kind share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e3, e4, e5, e12, e13 and e14.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:events rewrite=no scan=no tx=own
-- New partition events.events_2028, made beside its table and attached.
BEGIN;
CREATE TABLE public.events_2028 (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_2028 FOR VALUES FROM ('2028-01-01') TO ('2029-01-01');
COMMIT;

-- schemagen: id=e2 phase=expand lock=share:events rewrite=no scan=no tx=own
-- Index events.events_id on the table without its partitions: nothing is read, and it serves when every partition has its part.
BEGIN;
CREATE INDEX IF NOT EXISTS events_id ON ONLY public.events USING btree (id);
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:events.events_2026 rewrite=no scan=yes tx=none
-- Index events.events_id on partition events_2026, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026_events_id') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026_events_id;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2026_events_id ON public.events_2026 USING btree (id);
SET lock_timeout = '2s';

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:events.events_2027 rewrite=no scan=yes tx=none
-- Index events.events_id on partition events_2027, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027_events_id') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027_events_id;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2027_events_id ON public.events_2027 USING btree (id);
SET lock_timeout = '2s';

-- schemagen: id=e5 phase=expand lock=none rewrite=no scan=no tx=none
-- Index events.events_id on partition events_2028, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2028_events_id') AND NOT indisvalid) THEN
        DROP INDEX public.events_2028_events_id;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2028_events_id ON public.events_2028 USING btree (id);
SET lock_timeout = '2s';

-- schemagen: id=e6 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_id takes over that of partition events_2026, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_id ATTACH PARTITION public.events_2026_events_id;
COMMIT;

-- schemagen: id=e7 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_id takes over that of partition events_2027, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_id ATTACH PARTITION public.events_2027_events_id;
COMMIT;

-- schemagen: id=e8 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_id takes over that of partition events_2028, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_id ATTACH PARTITION public.events_2028_events_id;
COMMIT;

-- schemagen: id=e9 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_id must be on every partition now.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_id'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events.events_id'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e10 phase=expand lock=share-update-exclusive:events.events_kind rewrite=no scan=no tx=own
-- The old index events.events_kind serves on under another name while the new one is built.
BEGIN;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_events_kind') IS NULL THEN
        ALTER INDEX IF EXISTS public.events_kind RENAME TO _sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_2026_events_kind RENAME TO events_2026__sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_2027_events_kind RENAME TO events_2027__sg_20260101000000_old_events_kind;
        ALTER INDEX IF EXISTS public.events_2028_events_kind RENAME TO events_2028__sg_20260101000000_old_events_kind;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e11 phase=expand lock=share:events rewrite=no scan=no tx=own
-- Index events.events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
BEGIN;
CREATE INDEX IF NOT EXISTS events_kind ON ONLY public.events USING btree (kind, id);
COMMIT;

-- schemagen: id=e12 phase=expand lock=share-update-exclusive:events.events_2026 rewrite=no scan=yes tx=none
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

-- schemagen: id=e13 phase=expand lock=share-update-exclusive:events.events_2027 rewrite=no scan=yes tx=none
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

-- schemagen: id=e14 phase=expand lock=none rewrite=no scan=no tx=none
-- Index events.events_kind on partition events_2028, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2028_events_kind') AND NOT indisvalid) THEN
        DROP INDEX public.events_2028_events_kind;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_2028_events_kind ON public.events_2028 USING btree (kind, id);
SET lock_timeout = '2s';

-- schemagen: id=e15 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_kind takes over that of partition events_2026, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_kind ATTACH PARTITION public.events_2026_events_kind;
COMMIT;

-- schemagen: id=e16 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_kind takes over that of partition events_2027, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_kind ATTACH PARTITION public.events_2027_events_kind;
COMMIT;

-- schemagen: id=e17 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_kind takes over that of partition events_2028, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_kind ATTACH PARTITION public.events_2028_events_kind;
COMMIT;

-- schemagen: id=e18 phase=expand lock=none rewrite=no scan=no tx=own
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
