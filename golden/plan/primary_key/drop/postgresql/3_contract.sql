-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   t  - primary key
--
-- Strongest locks: t access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.t}',
    has => '{constraint public.t.t_pkey,index public.t_pkey}');

-- c1 · The old application may rely on the primary key of t until here.
CALL pg_temp.under_lock('c1', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS t_pkey;
$ddl$);
