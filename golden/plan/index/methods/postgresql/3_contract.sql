-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   users  + index users_distinct
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c1.
-- Outside a transaction, because it must be; after a failure run it again as it stands: step c1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_distinct, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_distinct;
CREATE UNIQUE INDEX CONCURRENTLY users_distinct ON public.users USING btree (age) NULLS NOT DISTINCT;
COMMENT ON INDEX public.users_distinct IS 'One age each';
SET lock_timeout = '2s';
