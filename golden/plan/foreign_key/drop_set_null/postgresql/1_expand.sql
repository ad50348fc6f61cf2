-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   "my notes"  - foreign key my notes_author_fkey
--               - foreign key my notes_owner_fkey
--
-- Strongest locks: "my notes" access-exclusive, users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"public.\"my notes\""}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.my notes.my notes_author_fkey,constraint public.my notes.my notes_owner_fkey}');

-- e1 · The new application does not obey foreign key "my notes"."my notes_author_fkey" any more. What else it did, a trigger on users does until contract, for whoever writes there.
CALL pg_temp.under_lock('e1', '{"public.\"my notes\"",public.users}', $ddl$
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
$ddl$);

-- e2 · The new application does not obey foreign key "my notes"."my notes_owner_fkey" any more. What else it did, a trigger on users does until contract, for whoever writes there.
CALL pg_temp.under_lock('e2', '{"public.\"my notes\"",public.users}', $ddl$
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
$ddl$);

CALL pg_temp.end_file();
