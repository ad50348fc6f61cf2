-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1, c3 and c5.
-- This migration has nothing to do in migrate.
--
--   users  ~ unique constraint u_defer: index built
--          ~ unique constraint u_include: index built
--          ~ unique constraint u_nulls: index built
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c1, c3 and c5.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c1, c3 and c5.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- A unique index for the new form of unique constraint users.u_defer, built without blocking writers while the old one serves.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_new_u_defer;
CREATE UNIQUE INDEX CONCURRENTLY _sg_new_u_defer ON public.users (c);
SET lock_timeout = '2s';

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- Changes unique constraint users.u_defer.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS u_defer;
ALTER TABLE public.users ADD CONSTRAINT u_defer UNIQUE USING INDEX _sg_new_u_defer DEFERRABLE;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- A unique index for the new form of unique constraint users.u_include, built without blocking writers while the old one serves.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_new_u_include;
CREATE UNIQUE INDEX CONCURRENTLY _sg_new_u_include ON public.users (email) INCLUDE (name);
SET lock_timeout = '2s';

-- schemagen: id=c4 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- Changes unique constraint users.u_include.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS u_include;
ALTER TABLE public.users ADD CONSTRAINT u_include UNIQUE USING INDEX _sg_new_u_include;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- A unique index for the new form of unique constraint users.u_nulls, built without blocking writers while the old one serves.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_new_u_nulls;
CREATE UNIQUE INDEX CONCURRENTLY _sg_new_u_nulls ON public.users (b) NULLS NOT DISTINCT;
SET lock_timeout = '2s';

-- schemagen: id=c6 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- Changes unique constraint users.u_nulls.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS u_nulls;
ALTER TABLE public.users ADD CONSTRAINT u_nulls UNIQUE USING INDEX _sg_new_u_nulls;
COMMIT;
