-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   marks  - foreign key marks_code_fkey
--   notes  - foreign key notes_code_fkey
--
-- Strongest locks: marks access-exclusive, users access-exclusive, notes access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.marks,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.marks.marks_code_fkey,constraint public.notes.notes_code_fkey}');

-- e1 · The new application does not obey foreign key marks.marks_code_fkey any more. What else it did, a trigger on users does until contract, for whoever writes there.
CALL pg_temp.under_lock('e1', '{public.marks,public.users}', $ddl$
ALTER TABLE public.marks DROP CONSTRAINT IF EXISTS marks_code_fkey;
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_action_marks.marks_code_fkey"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM public.marks WHERE code = OLD.code;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.code IS DISTINCT FROM OLD.code) THEN
        UPDATE public.marks SET code = NULL WHERE code = OLD.code;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION public."_sg_20260101000000_action_marks.marks_code_fkey"() FROM PUBLIC;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_marks.marks_code_fkey" ON public.users;
CREATE TRIGGER "_sg_20260101000000_action_marks.marks_code_fkey" AFTER DELETE OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_action_marks.marks_code_fkey"();
$ddl$);

-- e2 · The new application does not obey foreign key notes.notes_code_fkey any more. What else it did, a trigger on users does until contract, for whoever writes there.
CALL pg_temp.under_lock('e2', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_code_fkey;
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_action_notes.notes_code_fkey"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.code IS DISTINCT FROM OLD.code) THEN
        UPDATE public.notes SET code = NEW.code WHERE code = OLD.code;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION public."_sg_20260101000000_action_notes.notes_code_fkey"() FROM PUBLIC;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_code_fkey" ON public.users;
CREATE TRIGGER "_sg_20260101000000_action_notes.notes_code_fkey" AFTER UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_action_notes.notes_code_fkey"();
$ddl$);

CALL pg_temp.end_file();
