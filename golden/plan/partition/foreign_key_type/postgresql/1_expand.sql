-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   events  + column _sg_20260101000000_new_user_id
--           ~ table: kept true by a trigger
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_rest access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.events.user_id: integer,column public.events.user_id}',
    lacks => '{column public.events.user_id: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.events', 'user_id', 'replaced']],
    known => '{public.events _sg_20260101000000_new_events_user_id_fkey,public.events events_pkey,public.events events_user_id_fkey}');
$ddl$);

-- e2 · A column of type bigint beside column events.user_id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.events,public.events_2026,public.events_rest}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_user_id bigint;
CALL pg_temp.copy_column_settings('public.events', 'user_id', '_sg_20260101000000_new_user_id');
$ddl$);

-- e3 · A trigger on table events writes every value in its new type to _sg_20260101000000_new_user_id as well. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.events,public.events_2026,public.events_rest}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_user_id := NEW.user_id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER zz_sg_20260101000000_events;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
