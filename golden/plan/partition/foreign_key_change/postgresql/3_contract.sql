-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c5.
-- This migration has nothing to do in expand and migrate.
--
--   events  ~ foreign key events_user_id_fkey: new form added beside the old one, proved for existing rows
--
-- Strongest locks: events.events_2026 access-exclusive, users access-exclusive, events.events_rest access-exclusive, events access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, users, events.events_rest.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=share-row-exclusive:events.events_2026,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows of partition events_2026 must obey foreign key events.events_user_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_2026'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events_2026 ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-row-exclusive:events.events_rest,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows of partition events_rest must obey foreign key events.events_user_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.events_rest'::regclass AND conname = '_sg_20260101000000_new_events_user_id_fkey') THEN
        ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_new_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:events.events_2026,row-share:users rewrite=no scan=yes tx=own
-- Existing rows of partition events_2026 are checked against foreign key events.events_user_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.events_2026 VALIDATE CONSTRAINT _sg_20260101000000_new_events_user_id_fkey;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:events.events_rest,row-share:users rewrite=no scan=yes tx=own
-- Existing rows of partition events_rest are checked against foreign key events.events_user_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_new_events_user_id_fkey;
COMMIT;

-- schemagen: id=c5 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_rest,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key events.events_user_id_fkey takes the place of the old one; its rows have been checked on the partitions.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_user_id_fkey;
ALTER TABLE public.events_2026 RENAME CONSTRAINT _sg_20260101000000_new_events_user_id_fkey TO events_user_id_fkey;
ALTER TABLE public.events_rest RENAME CONSTRAINT _sg_20260101000000_new_events_user_id_fkey TO events_user_id_fkey;
ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE;
COMMIT;
