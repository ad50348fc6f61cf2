-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   people  ~ table: view of the old name dropped
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.people,public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone, and with it the need for the old name of table people.
CALL pg_temp.run('c1', $ddl$
DROP VIEW IF EXISTS public.users;
$ddl$);

CALL pg_temp.end_file(last => true);
