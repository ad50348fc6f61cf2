-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   area(numeric)  + function
--   language()     ~ function: new body
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New function area(numeric).
BEGIN;
CREATE OR REPLACE FUNCTION public.area(side numeric) RETURNS numeric LANGUAGE sql AS 'SELECT side * side';
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- A new body for function language().
BEGIN;
CREATE OR REPLACE FUNCTION public.language() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
COMMIT;
