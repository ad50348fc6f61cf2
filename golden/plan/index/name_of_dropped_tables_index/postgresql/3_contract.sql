-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   old     - table
--   orders  ~ index by_n
--
-- Lost for good, unless there is a backup: the rows of table old.
-- Strongest locks: old access-exclusive, orders._sg_20260101000000_new_by_n share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.old,public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Only the old application uses table old.
CALL pg_temp.under_lock('c1', '{public.old}', $ddl$
DROP TABLE IF EXISTS public.old;
$ddl$);

-- c2 · Index orders.by_n gets its name, which is free now.
CALL pg_temp.run('c2', $ddl$
ALTER INDEX public._sg_20260101000000_new_by_n RENAME TO by_n;
$ddl$);

CALL pg_temp.end_file(last => true);
