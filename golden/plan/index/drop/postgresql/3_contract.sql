-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  - index users_name
--
-- Strongest locks: users share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    has => '{index public.users_name}');

-- c1 · Only the old application's queries use index users.users_name.
SELECT pg_temp.begins('c1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_name;
SET lock_timeout = '200ms';
CALL pg_temp.done('c1');
\endif
