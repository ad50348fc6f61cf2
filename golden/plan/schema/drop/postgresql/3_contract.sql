-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   old.t  - table
--   old    - schema
--
-- Lost for good, unless there is a backup: the rows of table old.t.
-- Strongest locks: old.t access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{old.t}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Only the old application uses table old.t.
CALL pg_temp.under_lock('c1', '{old.t}', $ddl$
DROP TABLE IF EXISTS old.t;
$ddl$);

-- c2 · Nothing is left in schema old.
CALL pg_temp.run('c2', $ddl$
DROP SCHEMA IF EXISTS old;
$ddl$);

CALL pg_temp.end_file(last => true);
