-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   s  - sequence
--
-- Lost for good, unless there is a backup: the position of sequence s.
-- Strongest locks: s access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{}',
    has => '{sequence public.s}');

-- c1 · Nothing uses sequence s any more.
CALL pg_temp.run('c1', $ddl$
DROP SEQUENCE IF EXISTS public.s;
$ddl$);
