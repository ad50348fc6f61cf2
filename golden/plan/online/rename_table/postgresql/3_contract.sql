-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
--
--   users   ~ column name: NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: trigger dropped
--   people  ~ table: renamed
--
-- Strongest locks: users access-exclusive, people access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must have a value of users.name from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_name;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_name CHECK (name IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Looks at the existing rows for users.name without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_name;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- NOT NULL of users.name, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.users ALTER COLUMN name SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_name;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the trigger on table users.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
COMMIT;

-- schemagen: id=c5 phase=contract lock=access-exclusive:people,access-exclusive:users rewrite=no scan=no tx=own
-- The old application is gone: table users takes its new name people, and the view makes way.
BEGIN;
DROP VIEW IF EXISTS public.people;
ALTER TABLE public.users RENAME TO people;
COMMIT;
