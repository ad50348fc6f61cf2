-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    has => '{materialized view public.new_name}',
    lacks => '{materialized view public.old_name}');

-- takes back e1: The declaration renames materialized view old_name to new_name.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER MATERIALIZED VIEW IF EXISTS public.new_name RENAME TO old_name;
$ddl$);
