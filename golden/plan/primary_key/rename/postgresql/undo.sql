-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.t}',
    has => '{constraint public.t.new name,index public.new name}',
    lacks => '{constraint public.t.old_name,valid index public.old_name}');

-- takes back e1: A new name for the primary key of t.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER INDEX public."new name" RENAME TO old_name;
$ddl$);
