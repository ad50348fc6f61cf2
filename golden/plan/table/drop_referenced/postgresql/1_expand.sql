-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   notes  - foreign key notes_user_id_fkey
--
-- Strongest locks: notes access-exclusive, users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.notes.notes_user_id_fkey,table public.users}');

-- e1 · The new application does not obey foreign key notes.notes_user_id_fkey any more. What else it did, a trigger on users does until contract, for whoever writes there.
CALL pg_temp.under_lock('e1', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_action_notes.notes_user_id_fkey"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM public.notes WHERE user_id = OLD.id;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION public."_sg_20260101000000_action_notes.notes_user_id_fkey"() FROM PUBLIC;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_user_id_fkey" ON public.users;
CREATE TRIGGER "_sg_20260101000000_action_notes.notes_user_id_fkey" AFTER DELETE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_action_notes.notes_user_id_fkey"();
$ddl$);

CALL pg_temp.end_file();
