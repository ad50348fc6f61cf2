-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   _sg_20260101000000_new_mood  + enum
--   events                       + column _sg_20260101000000_new_id
--                                + column _sg_20260101000000_new_mood
--                                ~ table: kept true by a trigger
--
-- Strongest locks: events access-exclusive, events.events_0 access-exclusive, events.events_1 access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.events.id: integer,column public.events.id,type public.mood}',
    lacks => '{column public.events.id: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['type', 'public.mood', '', 'replaced'], ['column', 'public.events', 'id', 'replaced'], ['column', 'public.events', 'mood', 'replaced']],
    known => '{public.events _sg_20260101000000_new_events_id,public.events _sg_20260101000000_new_events_mood,public.events events_id,public.events events_mood,public.events id}');
$ddl$);

-- e2 · New enum _sg_20260101000000_new_mood.
CALL pg_temp.run('e2', $ddl$
CREATE TYPE public._sg_20260101000000_new_mood AS ENUM ('bad', 'good');
$ddl$);

-- e3 · A column of type bigint beside column events.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
CALL pg_temp.copy_column_settings('public.events', 'id', '_sg_20260101000000_new_id');
$ddl$);

-- e4 · A column of type _sg_20260101000000_new_mood beside column events.mood: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e4', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_mood public._sg_20260101000000_new_mood;
CALL pg_temp.copy_column_settings('public.events', 'mood', '_sg_20260101000000_new_mood');
$ddl$);

-- e5 · A trigger on table events writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_mood as well. Its name lets it fire last.
CALL pg_temp.under_lock('e5', '{public.events,public.events_0,public.events_1}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    NEW._sg_20260101000000_new_mood := NEW.mood::text::public._sg_20260101000000_new_mood;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER zz_sg_20260101000000_events;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
