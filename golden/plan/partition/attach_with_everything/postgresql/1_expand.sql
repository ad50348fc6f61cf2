-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e3 on, because of steps e3 and e6.
-- This migration has nothing to do in migrate and contract.
--
--   events  + partition events_cd: kept out of the default partition, proved for existing rows
--           + partition events_e: kept out of the default partition, proved for existing rows
--           + index events_user: on the table without its partitions, index built, on the partitions
--
-- Strongest locks: events.events_rest access-exclusive, events share, users share-row-exclusive, events.events_ab share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_rest, events.events_ab.
-- Stops before it changes anything when rows would violate a rule further down: steps e1 and e2.
-- Fails, and changes nothing, when existing rows violate the new rule: steps e4 and e7.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e10, e11, e12 and e13.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=yes tx=own
-- Rows of the new partition events.events_cd that the default partition holds would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.events_rest
             WHERE kind IS NOT NULL AND kind IN ('c'::text, 'd'::text)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % belong in the new partition events_cd; the first: %', _sg_rows, 'events_rest', _sg_keys
            USING HINT = 'Move them out of the default partition first.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=yes tx=own
-- Rows of the new partition events.events_e that the default partition holds would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.events_rest
             WHERE kind IS NOT NULL AND kind = 'e'::text) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % belong in the new partition events_e; the first: %', _sg_rows, 'events_rest', _sg_keys
            USING HINT = 'Move them out of the default partition first.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The default partition takes no more rows of the new partition events.events_cd: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_cd;
ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_not_events_cd CHECK (NOT (kind IS NOT NULL AND kind IN ('c'::text, 'd'::text))) NOT VALID;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:events.events_rest rewrite=no scan=yes tx=own
-- The default partition is searched for rows of the new partition events.events_cd without blocking writers.
BEGIN;
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_not_events_cd;
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-update-exclusive:events,share-row-exclusive:users,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New partition events.events_cd, made beside its table and attached.
BEGIN;
CREATE TABLE public.events_cd (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_cd FOR VALUES IN ('c', 'd');
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_cd;
COMMIT;

-- schemagen: id=e6 phase=expand lock=access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The default partition takes no more rows of the new partition events.events_e: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_e;
ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_not_events_e CHECK (NOT (kind IS NOT NULL AND kind = 'e'::text)) NOT VALID;
COMMIT;

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:events.events_rest rewrite=no scan=yes tx=own
-- The default partition is searched for rows of the new partition events.events_e without blocking writers.
BEGIN;
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_not_events_e;
COMMIT;

-- schemagen: id=e8 phase=expand lock=share-update-exclusive:events,share-row-exclusive:users,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New partition events.events_e, made beside its table and attached.
BEGIN;
CREATE TABLE public.events_e (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_e FOR VALUES IN ('e');
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_e;
COMMENT ON TABLE public.events_e IS 'Only e';
COMMIT;

-- schemagen: id=e9 phase=expand lock=share:events rewrite=no scan=no tx=own
-- Index events.events_user on the table without its partitions: nothing is read, and it serves when every partition has its part.
BEGIN;
CREATE INDEX IF NOT EXISTS events_user ON ONLY public.events USING btree (user_id);
COMMIT;

-- schemagen: id=e10 phase=expand lock=share-update-exclusive:events.events_ab rewrite=no scan=yes tx=none
-- Index events.events_user on partition events_ab, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_ab_events_user') AND NOT indisvalid) THEN
        DROP INDEX public.events_ab_events_user;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_ab_events_user ON public.events_ab USING btree (user_id);
SET lock_timeout = '2s';

-- schemagen: id=e11 phase=expand lock=none rewrite=no scan=no tx=none
-- Index events.events_user on partition events_cd, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_cd_events_user') AND NOT indisvalid) THEN
        DROP INDEX public.events_cd_events_user;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_cd_events_user ON public.events_cd USING btree (user_id);
SET lock_timeout = '2s';

-- schemagen: id=e12 phase=expand lock=none rewrite=no scan=no tx=none
-- Index events.events_user on partition events_e, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_e_events_user') AND NOT indisvalid) THEN
        DROP INDEX public.events_e_events_user;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_e_events_user ON public.events_e USING btree (user_id);
SET lock_timeout = '2s';

-- schemagen: id=e13 phase=expand lock=share-update-exclusive:events.events_rest rewrite=no scan=yes tx=none
-- Index events.events_user on partition events_rest, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_rest_events_user') AND NOT indisvalid) THEN
        DROP INDEX public.events_rest_events_user;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_rest_events_user ON public.events_rest USING btree (user_id);
SET lock_timeout = '2s';

-- schemagen: id=e14 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_user takes over that of partition events_ab, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_user ATTACH PARTITION public.events_ab_events_user;
COMMIT;

-- schemagen: id=e15 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_user takes over that of partition events_cd, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_user ATTACH PARTITION public.events_cd_events_user;
COMMIT;

-- schemagen: id=e16 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_user takes over that of partition events_e, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_user ATTACH PARTITION public.events_e_events_user;
COMMIT;

-- schemagen: id=e17 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_user takes over that of partition events_rest, whose readers and writers wait for an instant.
BEGIN;
ALTER INDEX public.events_user ATTACH PARTITION public.events_rest_events_user;
COMMIT;

-- schemagen: id=e18 phase=expand lock=none rewrite=no scan=no tx=own
-- Index events.events_user must be on every partition now.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_user'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events.events_user'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
COMMIT;
