-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e2 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   events  + partition events_2027: kept out of the default partition, proved for existing rows
--
-- Strongest locks: events.events_rest access-exclusive, events share-update-exclusive.
-- Reads in full: events.events_rest.
-- Stops before it changes anything when rows would violate a rule further down: step e1.
-- Fails, and changes nothing, when existing rows violate the new rule: step e3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events_2027}',
    marker => 'public._sg_20260101000000()',
    lacks => '{table public.events_2027}');

-- e1 · Rows of the new partition events.events_2027 that the default partition holds would stop this file later on.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.stop_if('rows of events_rest', 'belong in the new partition events_2027',
    'Move them out of the default partition first.',
    'ctid::text', $rows$public.events_rest
             WHERE at IS NOT NULL AND at >= '2027-01-01'::date AND at < '2028-01-01'::date$rows$);
$ddl$);

-- e2 · The default partition takes no more rows of the new partition events.events_2027: until that is attached, new rows of it are refused.
CALL pg_temp.under_lock('e2', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_not_events_2027 CHECK (NOT (at IS NOT NULL AND at >= '2027-01-01'::date AND at < '2028-01-01'::date)) NOT VALID;
$ddl$);

-- e3 · The default partition is searched for rows of the new partition events.events_2027 without blocking writers.
CALL pg_temp.under_lock('e3', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_not_events_2027;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e4 · New partition events.events_2027, made beside its table and attached.
CALL pg_temp.under_lock('e4', '{public.events_rest}', $ddl$
CREATE TABLE public.events_2027 (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
$ddl$);

CALL pg_temp.end_file(last => true);
