-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e5 on.
--
--   events  + column _sg_20260101000000_new_id
--           ~ table: kept true by a trigger
--           + partition events_2027: kept out of the default partition, proved for existing rows
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_old access-exclusive, events.events_rest access-exclusive.
-- Reads in full: events.events_rest.
-- Stops before it changes anything when rows would violate a rule further down: step e2.
-- Fails, and changes nothing, when existing rows violate the new rule: step e6.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events,public.events_2027,public.events_old}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.events.id: integer,table public.events_old,column public.events.id}',
    lacks => '{column public.events.id: bigint,table public.events_2027}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.events', 'id', 'replaced']],
    known => '{public.events _sg_20260101000000_new_events_kind,public.events _sg_20260101000000_new_events_pkey,public.events events_kind,public.events events_pkey}');
$ddl$);

-- e2 · Rows of the new partition events.events_2027 that the default partition holds would stop this file later on.
CALL pg_temp.look('e2', $ddl$
CALL pg_temp.stop_if('rows of events_rest', 'belong in the new partition events_2027',
    'Move them out of the default partition first.',
    'ctid::text', $rows$public.events_rest
             WHERE at IS NOT NULL AND at >= '2027-01-01'::date AND at < '2028-01-01'::date$rows$);
$ddl$);

-- e3 · A column of type bigint beside column events.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
COMMENT ON COLUMN public.events._sg_20260101000000_new_id IS 'Counts on';
CALL pg_temp.copy_column_settings('public.events', 'id', '_sg_20260101000000_new_id');
$ddl$);

-- e4 · A trigger on table events writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER zz_sg_20260101000000_events;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · The default partition takes no more rows of the new partition events.events_2027: until that is attached, new rows of it are refused.
CALL pg_temp.under_lock('e5', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_not_events_2027 CHECK (NOT (at IS NOT NULL AND at >= '2027-01-01'::date AND at < '2028-01-01'::date)) NOT VALID;
$ddl$);

-- e6 · The default partition is searched for rows of the new partition events.events_2027 without blocking writers.
CALL pg_temp.under_lock('e6', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_not_events_2027;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e7 · New partition events.events_2027, made beside its table and attached.
CALL pg_temp.under_lock('e7', '{public.events_rest}', $ddl$
CREATE TABLE public.events_2027 (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
$ddl$);

CALL pg_temp.end_file();
