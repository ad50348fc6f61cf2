-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ column level: default dropped
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    has => '{default public.users.level,column public.users.level}');

-- c1 · Column users.level has no default any more; the old application may leave it out until here.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN level DROP DEFAULT;
$ddl$);
