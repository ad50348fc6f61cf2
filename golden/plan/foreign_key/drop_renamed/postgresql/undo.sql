-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6,c7}');

-- takes back c3: No write of any kind can part both forms of answers and author_id from here on.
CALL pg_temp.take_back('c3', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_notes;
$ddl$);

-- takes back m4: Let the new application write table notes too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m4', '{public.notes}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_notes" BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_notes();
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_notes";
$ddl$);

-- takes back e6: The new application does not obey foreign key notes.notes_user_id_fkey any more.
CALL pg_temp.take_back('e6', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e6: The new application does not obey foreign key notes.notes_user_id_fkey any more.
CALL pg_temp.take_back('e6', '{public.notes,public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_user_id_fkey';
END
$$;
$ddl$);

-- takes back e5: The new application does not obey foreign key notes.notes_reply_to_fkey any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e5', '{public.notes}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_reply_to_fkey" ON public.notes;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_notes.notes_reply_to_fkey"();
ALTER TABLE public.notes ADD CONSTRAINT notes_reply_to_fkey FOREIGN KEY (reply_to) REFERENCES public.notes (id) ON DELETE SET NULL NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e5: The new application does not obey foreign key notes.notes_reply_to_fkey any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e5', '{public.notes}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_reply_to_fkey;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_reply_to_fkey';
END
$$;
$ddl$);

-- takes back e4: A trigger on table notes keeps reply_to and answers, user_id and author_id equal, whichever is written.
CALL pg_temp.take_back('e4', '{public.notes}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_notes" ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_notes();
$ddl$);

-- takes back e3: The new name of column notes.user_id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e3', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP COLUMN IF EXISTS author_id;
$ddl$);

-- takes back e2: The new name of column notes.reply_to is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e2', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP COLUMN IF EXISTS answers;
$ddl$);

CALL pg_temp.end_file(last => true);
