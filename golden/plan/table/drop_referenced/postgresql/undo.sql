-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The new application does not obey foreign key notes.notes_user_id_fkey any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_user_id_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_notes.notes_user_id_fkey"();
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
COMMIT;

-- looks at existing rows after e1: The new application does not obey foreign key notes.notes_user_id_fkey any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_user_id_fkey';
END
$$;
COMMIT;
