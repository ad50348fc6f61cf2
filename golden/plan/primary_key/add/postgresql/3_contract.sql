-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in expand and migrate.
--
--   t  + primary key
--      + primary key
--
-- Strongest locks: t access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: t.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:t rewrite=no scan=yes tx=none
-- A unique index for the primary key of t, built without blocking writers. What an interrupted build left is removed first.
DROP INDEX CONCURRENTLY IF EXISTS public.t_pkey;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON public.t (a, b);

-- schemagen: id=c2 phase=contract lock=access-exclusive:t rewrite=no scan=no tx=own
-- The primary key of t takes over the index.
BEGIN;
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
COMMIT;
