-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   users  - unique constraint users_fax_key
--          - index users_fax
--          - column fax
--
-- Lost for good, unless there is a backup: the values of column users.fax.
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step c2.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- The old application may rely on unique constraint users.users_fax_key until here.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_fax_key;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- Only the old application's queries use index users.users_fax.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_fax;
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=access-exclusive:users rewrite=no scan=no loss=column:users.fax tx=own
-- Only the old application uses column users.fax.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS fax;
COMMIT;
