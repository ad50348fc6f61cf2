-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c5.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_collation: old form dropped
--          ~ index i_include: old form dropped
--          ~ index i_nulls: old form dropped
--          ~ index i_params: old form dropped
--          ~ index i_unique: old form dropped
--          ~ index i_where: old form dropped
--
-- Strongest locks: users share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old form of index users.i_collation served the old application.
SELECT pg_temp.begins('c1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_collation;
SET lock_timeout = '200ms';
CALL pg_temp.done('c1');
\endif

-- c2 · The old form of index users.i_include served the old application.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_include;
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · The old form of index users.i_nulls served the old application.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_nulls;
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · The old form of index users.i_params served the old application.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_params;
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · The old form of index users.i_unique served the old application.
SELECT pg_temp.begins('c5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_unique;
SET lock_timeout = '200ms';
CALL pg_temp.done('c5');
\endif

-- c6 · The old form of index users.i_where served the old application.
SELECT pg_temp.begins('c6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_old_i_where;
SET lock_timeout = '200ms';
CALL pg_temp.done('c6');
\endif

CALL pg_temp.end_file(last => true);
