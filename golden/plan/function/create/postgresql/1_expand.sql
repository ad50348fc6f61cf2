-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   add(integer, integer)  + function
--   add(text, text)        + function
--   clean()                + function
--   touch()                + function
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
-- New function add(integer, integer).
BEGIN;
CREATE OR REPLACE FUNCTION public.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
COMMENT ON FUNCTION public.add(integer, integer) IS 'Adds';
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New function add(text, text).
BEGIN;
CREATE OR REPLACE FUNCTION public.add(text, text) RETURNS text LANGUAGE sql AS $$ SELECT $1 || $2 $$;
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New function clean().
BEGIN;
CREATE OR REPLACE PROCEDURE public.clean() LANGUAGE sql AS $$ DELETE FROM users WHERE name = '' $$;
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- New function touch().
BEGIN;
CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := trim(NEW.name);
    RETURN NEW;
END
$$;
COMMIT;
