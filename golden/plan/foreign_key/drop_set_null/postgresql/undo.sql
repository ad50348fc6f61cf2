-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"public.\"my notes\""}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2}');

-- takes back e2: The new application does not obey foreign key "my notes"."my notes_owner_fkey" any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e2', '{"public.\"my notes\"",public.users}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_my notes.my notes_owner_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_my notes.my notes_owner_fkey"();
ALTER TABLE public."my notes" ADD CONSTRAINT "my notes_owner_fkey" FOREIGN KEY (owner) REFERENCES public.users (id) ON DELETE SET DEFAULT NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e2: The new application does not obey foreign key "my notes"."my notes_owner_fkey" any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e2', '{"public.\"my notes\"",public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public."my notes" VALIDATE CONSTRAINT "my notes_owner_fkey";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key "my notes"."my notes_owner_fkey"';
END
$$;
$ddl$);

-- takes back e1: The new application does not obey foreign key "my notes"."my notes_author_fkey" any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e1', '{"public.\"my notes\"",public.users}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_my notes.my notes_author_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_my notes.my notes_author_fkey"();
ALTER TABLE public."my notes" ADD CONSTRAINT "my notes_author_fkey" FOREIGN KEY (author) REFERENCES public.users (id) ON DELETE SET NULL NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e1: The new application does not obey foreign key "my notes"."my notes_author_fkey" any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e1', '{"public.\"my notes\"",public.users}', $ddl$
DO $$
BEGIN
    ALTER TABLE public."my notes" VALIDATE CONSTRAINT "my notes_author_fkey";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key "my notes"."my notes_author_fkey"';
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
