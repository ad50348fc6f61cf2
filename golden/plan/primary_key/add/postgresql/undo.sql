-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.t}',
    marker => 'public._sg_20260101000000()');

-- takes back c3: The primary key of t takes over the index.
CALL pg_temp.take_back('c3', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS t_pkey;
$ddl$);

-- takes back c2: A unique index for the primary key of t, built without blocking writers.
SELECT pg_temp.was_begun('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.t_pkey;
SET lock_timeout = '200ms';
\endif

CALL pg_temp.end_file(last => true);
