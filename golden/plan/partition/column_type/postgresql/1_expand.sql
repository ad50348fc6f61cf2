-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   events  + column _sg_20260101000000_new_id
--           ~ table: kept true by a trigger
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.events.id: integer,column public.events.id}',
    lacks => '{column public.events.id: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.events', 'id', 'replaced']],
    known => '{}');
$ddl$);

-- e2 · A column of type bigint beside column events.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
CALL pg_temp.copy_column_settings('public.events', 'id', '_sg_20260101000000_new_id');
$ddl$);

-- e3 · A trigger on table events writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
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

CALL pg_temp.end_file();
