-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on, because of steps c2, c3 and c4.
-- This migration has nothing to do in expand and migrate.
--
--   events  ~ foreign key events_id_fkey: new form added beside the old one, proved for existing rows, on the table without its partitions
--
-- Strongest locks: events.events_2026 share-row-exclusive, users access-exclusive, events.events_2027 share-row-exclusive, events.events_rest share-row-exclusive, events share-row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest, users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c5, c6 and c7.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key events.events_id_fkey would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.id::text AS key, row_number() OVER () AS number
              FROM public.events child
             WHERE child.id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key events.events_id_fkey; the first: %', _sg_rows, 'events', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-row-exclusive:events.events_2026,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows of partition events_2026 must obey foreign key events.events_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2026'::regclass AND conname = 'events_id_fkey') THEN
        ALTER TABLE public.events_2026 ADD CONSTRAINT events_id_fkey FOREIGN KEY (id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-row-exclusive:events.events_2027,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows of partition events_2027 must obey foreign key events.events_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2027'::regclass AND conname = 'events_id_fkey') THEN
        ALTER TABLE public.events_2027 ADD CONSTRAINT events_id_fkey FOREIGN KEY (id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-row-exclusive:events.events_rest,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows of partition events_rest must obey foreign key events.events_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_rest'::regclass AND conname = 'events_id_fkey') THEN
        ALTER TABLE public.events_rest ADD CONSTRAINT events_id_fkey FOREIGN KEY (id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:events.events_2026,row-share:users rewrite=no scan=yes tx=own
-- Existing rows of partition events_2026 are checked against foreign key events.events_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.events_2026 VALIDATE CONSTRAINT events_id_fkey;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:events.events_2027,row-share:users rewrite=no scan=yes tx=own
-- Existing rows of partition events_2027 are checked against foreign key events.events_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.events_2027 VALIDATE CONSTRAINT events_id_fkey;
COMMIT;

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:events.events_rest,row-share:users rewrite=no scan=yes tx=own
-- Existing rows of partition events_rest are checked against foreign key events.events_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.events_rest VALIDATE CONSTRAINT events_id_fkey;
COMMIT;

-- schemagen: id=c8 phase=contract lock=share-row-exclusive:events,share-row-exclusive:events.events_2026,share-row-exclusive:events.events_2027,share-row-exclusive:events.events_rest,access-exclusive:users rewrite=no scan=no tx=own
-- The table takes over foreign key events.events_id_fkey of its partitions; no row is read.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events'::regclass AND conname = 'events_id_fkey') THEN
        ALTER TABLE public.events ADD CONSTRAINT events_id_fkey FOREIGN KEY (id) REFERENCES public.users (id);
    END IF;
END
$$;
COMMIT;
