-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e7: Index users.users_tags, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.users_tags;

-- takes back e6: Index users.users_spot, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.users_spot;

-- takes back e5: Index users.users_pattern, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.users_pattern;

-- takes back e4: Index users.users_hash, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.users_hash;

-- takes back e3: Index users.users_data, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.users_data;

-- takes back e2: Index users.users_collated, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.users_collated;

-- takes back e1: Index users.users_brin, built without blocking writers. What an interrupted build left behind is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.users_brin;
