-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   events  ~ column _sg_20260101000000_new_user_id: filled, values verified
--           ~ table: statistics
--           ~ foreign key _sg_20260101000000_new_events_user_id_fkey: new form added beside the old one, proved for existing rows, on the table without its partitions
--
-- Strongest locks: events share-row-exclusive, events.events_2026 share-row-exclusive, events.events_rest share-row-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_rest, users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Commits batch by batch; run again it goes on with the rows that are left, as it must after a crash of the server: step m1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:events,row-exclusive:events.events_2026,row-exclusive:events.events_rest rewrite=no scan=yes tx=batched
-- Existing rows of table events get their values of _sg_20260101000000_new_user_id, 2000 keys at a time.
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
        UPDATE public.events SET _sg_20260101000000_new_user_id = (user_id::bigint)
         WHERE (id, at) >= (_sg_from.id, _sg_from.at) AND (id, at) <= (_sg_to.id, _sg_to.at) AND (_sg_20260101000000_new_user_id IS DISTINCT FROM (user_id::bigint));
        COMMIT;
        SELECT id, at INTO _sg_from FROM public.events WHERE (id, at) > (_sg_to.id, _sg_to.at) AND (id, at) <= (_sg_last.id, _sg_last.at) ORDER BY id, at LIMIT 1;
    END LOOP;
END
$$;

-- schemagen: id=m2 phase=migrate lock=share-update-exclusive:events,share-update-exclusive:events.events_2026,share-update-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.events (_sg_20260101000000_new_user_id);
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
      FROM (SELECT (id, at)::text AS key, row_number() OVER () AS number
              FROM public.events
             WHERE _sg_20260101000000_new_user_id IS DISTINCT FROM (user_id::bigint)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_user_id yet; the first: %', _sg_rows, 'events', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m4 phase=migrate lock=share-row-exclusive:events.events_2026,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows of partition events_2026 must obey foreign key events._sg_20260101000000_new_events_user_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2026'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events_2026 ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (_sg_20260101000000_new_user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m5 phase=migrate lock=share-row-exclusive:events.events_rest,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows of partition events_rest must obey foreign key events._sg_20260101000000_new_events_user_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_rest'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (_sg_20260101000000_new_user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m6 phase=migrate lock=share-update-exclusive:events.events_2026,row-share:users rewrite=no scan=yes tx=own
-- Existing rows of partition events_2026 are checked against foreign key events._sg_20260101000000_new_events_user_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.events_2026 VALIDATE CONSTRAINT _sg_20260101000000_new_events_user_id_fkey;
COMMIT;

-- schemagen: id=m7 phase=migrate lock=share-update-exclusive:events.events_rest,row-share:users rewrite=no scan=yes tx=own
-- Existing rows of partition events_rest are checked against foreign key events._sg_20260101000000_new_events_user_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_new_events_user_id_fkey;
COMMIT;

-- schemagen: id=m8 phase=migrate lock=share-row-exclusive:events,share-row-exclusive:events.events_2026,share-row-exclusive:events.events_rest,access-exclusive:users rewrite=no scan=no tx=own
-- The table takes over foreign key events._sg_20260101000000_new_events_user_id_fkey of its partitions; no row is read.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (_sg_20260101000000_new_user_id) REFERENCES public.users (id) ON DELETE CASCADE;
    END IF;
END
$$;
COMMIT;
