-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   wrapper()  + function
--   z_copy     + materialized view
--   helper()   + function
--   a_first    + materialized view
--
-- Locks nothing that was there before.
-- Reads in full: sources.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New function wrapper().
BEGIN;
CREATE OR REPLACE FUNCTION public.wrapper() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM helper()';
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=yes tx=own
-- New materialized view z_copy.
BEGIN;
CREATE MATERIALIZED VIEW public.z_copy AS
SELECT id FROM sources;
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New function helper().
BEGIN;
CREATE OR REPLACE FUNCTION public.helper() RETURNS SETOF z_copy LANGUAGE sql STABLE AS 'SELECT * FROM z_copy';
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- New materialized view a_first.
BEGIN;
CREATE MATERIALIZED VIEW public.a_first AS
SELECT wrapper() AS n;
COMMIT;
