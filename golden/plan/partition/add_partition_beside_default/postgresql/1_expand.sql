-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e2 on.
-- This migration has nothing to do in migrate and contract.
--
--   events  + partition events_2027: kept out of the default partition, proved for existing rows
--
-- Strongest locks: events.events_rest access-exclusive, events share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_rest.
-- Stops before it changes anything when rows would violate a rule further down: step e1.
-- Fails, and changes nothing, when existing rows violate the new rule: step e3.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=yes tx=own
-- Rows of the new partition events.events_2027 that the default partition holds would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.events_rest
             WHERE at IS NOT NULL AND at >= '2027-01-01'::date AND at < '2028-01-01'::date) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % belong in the new partition events_2027; the first: %', _sg_rows, 'events_rest', _sg_keys
            USING HINT = 'Move them out of the default partition first.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The default partition takes no more rows of the new partition events.events_2027: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_not_events_2027 CHECK (NOT (at IS NOT NULL AND at >= '2027-01-01'::date AND at < '2028-01-01'::date)) NOT VALID;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:events.events_rest rewrite=no scan=yes tx=own
-- The default partition is searched for rows of the new partition events.events_2027 without blocking writers.
BEGIN;
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_not_events_2027;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:events,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New partition events.events_2027, made beside its table and attached.
BEGIN;
CREATE TABLE public.events_2027 (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
COMMIT;
