-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e6: The new application does not obey foreign key notes.notes_user_id_fkey any more.
BEGIN;
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
COMMIT;

-- looks at existing rows after e6: The new application does not obey foreign key notes.notes_user_id_fkey any more.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_user_id_fkey';
END
$$;
COMMIT;

-- takes back e5: The new application does not obey foreign key notes.notes_reply_to_fkey any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_reply_to_fkey" ON public.notes;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_notes.notes_reply_to_fkey"();
ALTER TABLE public.notes ADD CONSTRAINT notes_reply_to_fkey FOREIGN KEY (reply_to) REFERENCES public.notes (id) ON DELETE SET NULL NOT VALID;
COMMIT;

-- looks at existing rows after e5: The new application does not obey foreign key notes.notes_reply_to_fkey any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_reply_to_fkey;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_reply_to_fkey';
END
$$;
COMMIT;

-- takes back e4: A trigger on table notes keeps reply_to and answers, user_id and author_id equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
COMMIT;

-- takes back e3: The new name of column notes.user_id is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.notes DROP COLUMN IF EXISTS author_id;
COMMIT;

-- takes back e2: The new name of column notes.reply_to is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.notes DROP COLUMN IF EXISTS answers;
COMMIT;
