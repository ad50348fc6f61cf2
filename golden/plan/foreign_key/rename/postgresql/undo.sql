-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes}',
    has => '{constraint public.notes.new_name}',
    lacks => '{constraint public.notes.old_name}');

-- takes back e1: The declaration renames foreign key notes.old_name to notes.new_name.
CALL pg_temp.take_back('e1', '{public.notes}', $ddl$
ALTER TABLE public.notes RENAME CONSTRAINT new_name TO old_name;
$ddl$);
