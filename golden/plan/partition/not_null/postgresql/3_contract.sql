-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in expand and migrate.
--
--   events  ~ column kind: NOT NULL for new rows, proved for existing rows, NOT NULL
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_2026, events.events_2027, events.events_rest.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows without a value of events.kind would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.events
             WHERE kind IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of kind; the first: %', _sg_rows, 'events', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New rows must have a value of events.kind from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_kind;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_nn_kind CHECK (kind IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:events,share-update-exclusive:events.events_2026,share-update-exclusive:events.events_2027,share-update-exclusive:events.events_rest rewrite=no scan=yes tx=own
-- Looks at the existing rows for events.kind without blocking writers.
BEGIN;
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_nn_kind;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- NOT NULL of events.kind, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN kind SET NOT NULL;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_kind;
COMMIT;
