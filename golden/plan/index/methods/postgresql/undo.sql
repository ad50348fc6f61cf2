-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e7: Index users.users_tags, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_tags;
SET lock_timeout = '2s';

-- takes back e6: Index users.users_spot, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_spot;
SET lock_timeout = '2s';

-- takes back e5: Index users.users_pattern, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_pattern;
SET lock_timeout = '2s';

-- takes back e4: Index users.users_hash, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_hash;
SET lock_timeout = '2s';

-- takes back e3: Index users.users_data, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_data;
SET lock_timeout = '2s';

-- takes back e2: Index users.users_collated, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_collated;
SET lock_timeout = '2s';

-- takes back e1: Index users.users_brin, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_brin;
SET lock_timeout = '2s';
