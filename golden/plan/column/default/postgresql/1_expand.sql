-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ column a: new default
--          ~ column c: new default
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- A new default for column users.a: rows that are there keep their values.
BEGIN;
ALTER TABLE public.users ALTER COLUMN a SET DEFAULT 10;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- A new default for column users.c: rows that are there keep their values.
BEGIN;
ALTER TABLE public.users ALTER COLUMN c SET DEFAULT 3;
COMMIT;
