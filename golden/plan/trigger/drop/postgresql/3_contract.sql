-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  - trigger users_touch
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    has => '{trigger public.users.users_touch}');

-- c1 · Only the old application relies on trigger users.users_touch.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS users_touch ON public.users;
$ddl$);
