-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   citext  - extension
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{}',
    has => '{extension citext}');

-- c1 · Nothing uses extension citext any more.
CALL pg_temp.run('c1', $ddl$
DROP EXTENSION IF EXISTS citext;
$ddl$);
