-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   "my notes"  - foreign key my notes_author_fkey
--               - foreign key my notes_owner_fkey
--
-- Strongest locks: "my notes" access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:"my notes",access-exclusive:users rewrite=no scan=no tx=own
-- The new application does not obey foreign key "my notes"."my notes_author_fkey" any more. What else it did, a trigger on users does until contract, for whoever writes there.
BEGIN;
ALTER TABLE public."my notes" DROP CONSTRAINT IF EXISTS "my notes_author_fkey";
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_action_my notes.my notes_author_fkey"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE public."my notes" SET author = NULL WHERE author = OLD.id;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION public."_sg_20260101000000_action_my notes.my notes_author_fkey"() FROM PUBLIC;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_my notes.my notes_author_fkey" ON public.users;
CREATE TRIGGER "_sg_20260101000000_action_my notes.my notes_author_fkey" AFTER DELETE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_action_my notes.my notes_author_fkey"();
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:"my notes",access-exclusive:users rewrite=no scan=no tx=own
-- The new application does not obey foreign key "my notes"."my notes_owner_fkey" any more. What else it did, a trigger on users does until contract, for whoever writes there.
BEGIN;
ALTER TABLE public."my notes" DROP CONSTRAINT IF EXISTS "my notes_owner_fkey";
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_action_my notes.my notes_owner_fkey"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE public."my notes" SET owner = DEFAULT WHERE owner = OLD.id;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION public."_sg_20260101000000_action_my notes.my notes_owner_fkey"() FROM PUBLIC;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_my notes.my notes_owner_fkey" ON public.users;
CREATE TRIGGER "_sg_20260101000000_action_my notes.my notes_owner_fkey" AFTER DELETE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_action_my notes.my notes_owner_fkey"();
COMMIT;
