-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   notes  - foreign key notes_user_id_fkey
--
-- Strongest locks: notes access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new application does not obey foreign key notes.notes_user_id_fkey any more. What else it did, a trigger on users does until contract, for whoever writes there.
BEGIN;
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
COMMIT;
