-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   touch()  ~ function: new body
--
-- Locks nothing that was there before.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- A new body for function touch().
BEGIN;
CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := upper(NEW.name);
    RETURN NEW;
END
$$;
COMMIT;
