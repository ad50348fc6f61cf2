-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.t}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c3}');

-- takes back c2: A unique index for the new form of the primary key of t, built without blocking writers while the old one serves.
SELECT pg_temp.was_begun('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_t_pkey;
SET lock_timeout = '200ms';
\endif

CALL pg_temp.end_file(last => true);
