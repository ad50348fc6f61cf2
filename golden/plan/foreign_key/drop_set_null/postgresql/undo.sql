-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: The new application does not obey foreign key "my notes"."my notes_owner_fkey" any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_my notes.my notes_owner_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_my notes.my notes_owner_fkey"();
ALTER TABLE public."my notes" ADD CONSTRAINT "my notes_owner_fkey" FOREIGN KEY (owner) REFERENCES public.users (id) ON DELETE SET DEFAULT NOT VALID;
COMMIT;

-- looks at existing rows after e2: The new application does not obey foreign key "my notes"."my notes_owner_fkey" any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public."my notes" VALIDATE CONSTRAINT "my notes_owner_fkey";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key "my notes"."my notes_owner_fkey"';
END
$$;
COMMIT;

-- takes back e1: The new application does not obey foreign key "my notes"."my notes_author_fkey" any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_my notes.my notes_author_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_my notes.my notes_author_fkey"();
ALTER TABLE public."my notes" ADD CONSTRAINT "my notes_author_fkey" FOREIGN KEY (author) REFERENCES public.users (id) ON DELETE SET NULL NOT VALID;
COMMIT;

-- looks at existing rows after e1: The new application does not obey foreign key "my notes"."my notes_author_fkey" any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public."my notes" VALIDATE CONSTRAINT "my notes_author_fkey";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key "my notes"."my notes_author_fkey"';
END
$$;
COMMIT;
