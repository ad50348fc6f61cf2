-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   notes  - foreign key notes_pair
--
-- Strongest locks: notes access-exclusive, other.pairs access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:notes,access-exclusive:other.pairs rewrite=no scan=no tx=own
-- The new application does not obey foreign key notes.notes_pair any more. What else it did, a trigger on other.pairs does until contract, for whoever writes there.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_pair;
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_action_public.notes.notes_pair"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, other, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE public.notes SET b = NULL WHERE a = OLD.a AND b = OLD."b B";
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.a IS DISTINCT FROM OLD.a OR NEW."b B" IS DISTINCT FROM OLD."b B") THEN
        UPDATE public.notes SET a = NEW.a, b = NEW."b B" WHERE a = OLD.a AND b = OLD."b B";
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION public."_sg_20260101000000_action_public.notes.notes_pair"() FROM PUBLIC;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_public.notes.notes_pair" ON other.pairs;
CREATE TRIGGER "_sg_20260101000000_action_public.notes.notes_pair" AFTER DELETE OR UPDATE ON other.pairs
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_action_public.notes.notes_pair"();
COMMIT;
