-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes,public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2}');

-- takes back e1: The new application does not obey foreign key notes.notes_user_id_fkey any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e1', '{public.notes,public.users}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_user_id_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_notes.notes_user_id_fkey"();
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e1: The new application does not obey foreign key notes.notes_user_id_fkey any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e1', '{public.notes,public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_user_id_fkey';
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
