-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   events  + column sort
--           ~ table: kept true by a trigger
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.events.kind}',
    lacks => '{column public.events.sort}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.events', 'kind', 'replaced']],
    known => '{}');
$ddl$);

-- e2 · The new name of column events.kind is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS sort text;
CALL pg_temp.copy_column_settings('public.events', 'kind', 'sort');
$ddl$);

-- e3 · A trigger on table events keeps kind and sort equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.sort := NEW.kind;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER zz_sg_20260101000000_events;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.sort IS DISTINCT FROM OLD.sort AND NEW.sort IS DISTINCT FROM NEW.kind THEN
        IF NOT (NEW.kind IS DISTINCT FROM OLD.kind) THEN
            NEW.kind := NEW.sort;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns kind and sort of events are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_events" BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER "!_sg_20260101000000_events";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
