-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   notes  - foreign key notes_pair
--
-- Strongest locks: notes access-exclusive, other.pairs access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.notes.notes_pair}');

-- e1 · The new application does not obey foreign key notes.notes_pair any more. What else it did, a trigger on other.pairs does until contract, for whoever writes there.
CALL pg_temp.under_lock('e1', '{public.notes,other.pairs}', $ddl$
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
$ddl$);

CALL pg_temp.end_file();
