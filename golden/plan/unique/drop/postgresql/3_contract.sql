-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  - unique constraint users_email_key
--          - unique constraint users_name_email
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.users.users_email_key,constraint public.users.users_name_email,index public.users_email_key,index public.users_name_email}');

-- c1 · The old application may rely on unique constraint users.users_email_key until here.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_email_key;
$ddl$);

-- c2 · The old application may rely on unique constraint users.users_name_email until here.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_name_email;
$ddl$);

CALL pg_temp.end_file(last => true);
