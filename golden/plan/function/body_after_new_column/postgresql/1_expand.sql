-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   parts    + column updated_by
--   stamp()  ~ function: new body
--
-- Strongest locks: parts access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=e1 phase=expand lock=access-exclusive:parts rewrite=no scan=no tx=own
-- New column parts.updated_by: only the catalog changes.
BEGIN;
ALTER TABLE public.parts ADD COLUMN IF NOT EXISTS updated_by text;
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- A new body for function stamp().
BEGIN;
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.v := lower(new.v); new.updated_by := coalesce(new.updated_by, 'someone'); RETURN new; END $$;
COMMIT;
