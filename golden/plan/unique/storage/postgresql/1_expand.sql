-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ unique constraint users_name: storage
--
-- Strongest locks: users.users_name share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    has => '{constraint public.users.users_name,index public.users_name}');

-- e1 · New storage parameters for the index of unique constraint users.users_name; they hold for what is written from here on.
CALL pg_temp.run('e1', $ddl$
ALTER INDEX public.users_name SET (fillfactor = 70);
$ddl$);
