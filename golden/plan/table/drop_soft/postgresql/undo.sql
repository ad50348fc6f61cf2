-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public._sg_trash_notes,public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c3,c4,c5}');

-- takes back c2: The old application may rely on foreign key notes.notes_user_id_fkey until here.
CALL pg_temp.take_back('c2', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
$ddl$);

CALL pg_temp.end_file(last => true);
