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
    IF TG_OP = 'INSERT' THEN
        IF NEW.sort IS NULL THEN
            NEW.sort := NEW.kind;
        ELSE
            NEW.kind := NEW.sort;
        END IF;
    ELSIF NEW.sort IS DISTINCT FROM OLD.sort AND NEW.sort IS DISTINCT FROM NEW.kind THEN
        NEW.kind := NEW.sort;
    ELSIF NEW.kind IS DISTINCT FROM OLD.kind THEN
        NEW.sort := NEW.kind;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
