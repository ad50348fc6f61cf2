-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   users  - index users_name
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Outside a transaction, because it must be; after a failure run it again as it stands: step c1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- Only the old application's queries use index users.users_name.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_name;
SET lock_timeout = '2s';
