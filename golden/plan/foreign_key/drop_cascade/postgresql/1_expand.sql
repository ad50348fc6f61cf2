-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   notes  - foreign key notes_user_id_fkey
--   tree   - foreign key Parent's key
--
-- Strongest locks: notes access-exclusive, users access-exclusive, tree access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
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

-- schemagen: id=e2 phase=expand lock=access-exclusive:tree rewrite=no scan=no tx=own
-- The new application does not obey foreign key tree."Parent's key" any more. What else it did, a trigger on tree does until contract, for whoever writes there.
BEGIN;
ALTER TABLE public.tree DROP CONSTRAINT IF EXISTS "Parent's key";
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_action_tree.Parent's key"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM public.tree WHERE parent = OLD.id;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION public."_sg_20260101000000_action_tree.Parent's key"() FROM PUBLIC;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_tree.Parent's key" ON public.tree;
CREATE TRIGGER "_sg_20260101000000_action_tree.Parent's key" AFTER DELETE ON public.tree
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_action_tree.Parent's key"();
COMMIT;
