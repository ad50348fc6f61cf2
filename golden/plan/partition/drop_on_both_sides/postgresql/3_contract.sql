-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   events  - partition events_far
--           - partition events_last
--   notes   - partition notes_far
--
-- Lost for good, unless there is a backup: the rows of partition events.events_far, the rows of partition events.events_last, the rows of partition notes.notes_far.
-- Strongest locks: events access-exclusive, events.events_far access-exclusive, notes share, notes.notes_near share, events.events_last access-exclusive, notes.notes_far access-exclusive, events.events_near access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: notes.notes_far, notes.notes_near, events.events_far, events.events_last.
-- Reads all rows while others wait: steps c3 and c5.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows of table notes that refer to rows of partition events.events_far would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.ctid::text AS key, row_number() OVER () AS number
              FROM public.notes child
             WHERE EXISTS (SELECT FROM public.events_far parent WHERE parent.id = child.event_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows of partition events_far, which is to go; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Delete or correct them first.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows of table notes that refer to rows of partition events.events_last would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.ctid::text AS key, row_number() OVER () AS number
              FROM public.notes child
             WHERE EXISTS (SELECT FROM public.events_last parent WHERE parent.id = child.event_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows of partition events_last, which is to go; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Delete or correct them first.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:events,access-exclusive:events.events_far,share:notes,share:notes.notes_near rewrite=no scan=yes tx=none
-- Partition events.events_far is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
-- Waits for transactions that are open.
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_far CONCURRENTLY;
SET lock_timeout = '2s';

-- schemagen: id=c4 phase=contract lock=access-exclusive:events.events_far rewrite=no scan=no loss=partition:events.events_far tx=own
-- Only the old application uses partition events.events_far.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_far') AND inhdetachpending) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_far FINALIZE;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_far;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:events,access-exclusive:events.events_last,share:notes,share:notes.notes_near rewrite=no scan=yes tx=none
-- Partition events.events_last is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
-- Waits for transactions that are open.
SET lock_timeout = 0;
ALTER TABLE public.events DETACH PARTITION public.events_last CONCURRENTLY;
SET lock_timeout = '2s';

-- schemagen: id=c6 phase=contract lock=access-exclusive:events.events_last rewrite=no scan=no loss=partition:events.events_last tx=own
-- Only the old application uses partition events.events_last.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_last') AND inhdetachpending) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_last FINALIZE;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_last;
COMMIT;

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:notes,access-exclusive:notes.notes_far rewrite=no scan=no tx=none
-- Partition notes.notes_far is taken off its table while others read and write; it waits for statements that have begun before. When it is interrupted, go on with the step that drops it, which completes it.
-- Waits for transactions that are open.
SET lock_timeout = 0;
ALTER TABLE public.notes DETACH PARTITION public.notes_far CONCURRENTLY;
SET lock_timeout = '2s';

-- schemagen: id=c8 phase=contract lock=access-exclusive:notes.notes_far,access-exclusive:events,access-exclusive:events.events_near rewrite=no scan=no loss=partition:notes.notes_far tx=own
-- Only the old application uses partition notes.notes_far.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.notes_far') AND inhdetachpending) THEN
        ALTER TABLE public.notes DETACH PARTITION public.notes_far FINALIZE;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.notes_far;
COMMIT;
