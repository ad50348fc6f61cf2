-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ index old_name becomes new_name
--
-- Strongest locks: users.old_name share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    has => '{index public.old_name}');

-- e1 · The declaration renames index users.old_name to users.new_name.
CALL pg_temp.run('e1', $ddl$
ALTER INDEX public.old_name RENAME TO new_name;
$ddl$);
