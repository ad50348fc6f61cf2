-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   is_code(integer)  + function
--   make_code()       + function
--   users             + column code
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New function is_code(integer).
BEGIN;
CREATE OR REPLACE FUNCTION public.is_code(integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New function make_code().
BEGIN;
CREATE OR REPLACE FUNCTION public.make_code() RETURNS integer LANGUAGE sql AS 'SELECT 7';
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.code, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS code integer;
ALTER TABLE public.users ALTER COLUMN code SET DEFAULT make_code();
COMMIT;
