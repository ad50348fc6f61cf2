-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ column b: default dropped
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Column users.b has no default any more; the old application may leave it out until here.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN b DROP DEFAULT;
$ddl$);

CALL pg_temp.end_file(last => true);
