-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   events  + column note
--           ~ table: kept true by a trigger
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.events.note}');

-- e1 · New column events.note, empty in existing rows for now.
CALL pg_temp.under_lock('e1', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS note text;
$ddl$);

-- e2 · A trigger on table events fills in note for the old application. Its name lets it fire last.
CALL pg_temp.under_lock('e2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF NEW.note IS NULL THEN
        NEW.note := (SELECT kind || id FROM (SELECT NEW.*) AS events);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER zz_sg_20260101000000_events;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
