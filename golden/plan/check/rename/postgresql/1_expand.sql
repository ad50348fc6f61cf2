-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ check old_name becomes new_name
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    has => '{constraint public.users.old_name}',
    lacks => '{constraint public.users.new_name}');

-- e1 · The declaration renames check users.old_name to users.new_name.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users RENAME CONSTRAINT old_name TO new_name;
$ddl$);
