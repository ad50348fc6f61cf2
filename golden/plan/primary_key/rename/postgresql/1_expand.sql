-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   t  ~ primary key: renamed
--
-- Strongest locks: t.old_name share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.t}',
    has => '{constraint public.t.old_name,index public.old_name}',
    lacks => '{constraint public.t.new name,valid index public.new name}');

-- e1 · A new name for the primary key of t.
CALL pg_temp.run('e1', $ddl$
ALTER INDEX public.old_name RENAME TO "new name";
$ddl$);
