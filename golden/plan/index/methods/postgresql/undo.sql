-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()');

-- takes back c2: Index users.users_distinct, built without blocking writers.
SELECT pg_temp.was_begun('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_distinct;
SET lock_timeout = '200ms';
\endif

-- takes back e7: Index users.users_tags, built without blocking writers.
SELECT pg_temp.was_begun('e7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_tags;
SET lock_timeout = '200ms';
\endif

-- takes back e6: Index users.users_spot, built without blocking writers.
SELECT pg_temp.was_begun('e6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_spot;
SET lock_timeout = '200ms';
\endif

-- takes back e5: Index users.users_pattern, built without blocking writers.
SELECT pg_temp.was_begun('e5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_pattern;
SET lock_timeout = '200ms';
\endif

-- takes back e4: Index users.users_hash, built without blocking writers.
SELECT pg_temp.was_begun('e4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_hash;
SET lock_timeout = '200ms';
\endif

-- takes back e3: Index users.users_data, built without blocking writers.
SELECT pg_temp.was_begun('e3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_data;
SET lock_timeout = '200ms';
\endif

-- takes back e2: Index users.users_collated, built without blocking writers.
SELECT pg_temp.was_begun('e2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_collated;
SET lock_timeout = '200ms';
\endif

-- takes back e1: Index users.users_brin, built without blocking writers.
SELECT pg_temp.was_begun('e1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_brin;
SET lock_timeout = '200ms';
\endif

CALL pg_temp.end_file(last => true);
