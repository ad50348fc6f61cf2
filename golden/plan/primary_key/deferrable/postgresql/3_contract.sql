-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in expand and migrate.
--
--   t  ~ primary key: index built, dropped
--
-- Strongest locks: t access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: t.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c1.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step c1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:t rewrite=no scan=yes tx=none
-- A unique index for the new form of the primary key of t, built without blocking writers while the old one serves.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_new_t_pkey;
CREATE UNIQUE INDEX CONCURRENTLY _sg_new_t_pkey ON public.t (a);
SET lock_timeout = '2s';

-- schemagen: id=c2 phase=contract lock=access-exclusive:t rewrite=no scan=no tx=own
-- Changes the primary key of t.
BEGIN;
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS t_pkey;
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX _sg_new_t_pkey DEFERRABLE INITIALLY DEFERRED;
COMMIT;
