-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   events  + column note
--           ~ table: kept true by a trigger
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive, events.events_rest access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_2027,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New column events.note, empty in existing rows for now.
BEGIN;
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS note text;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-row-exclusive:events,share-row-exclusive:events.events_2026,share-row-exclusive:events.events_2027,share-row-exclusive:events.events_rest rewrite=no scan=no tx=own
-- A trigger on table events fills in note for the old application. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.note IS NULL THEN
        NEW.note := (SELECT kind || id FROM (SELECT NEW.*) AS events);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
COMMIT;
