-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column parts.updated_by.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- takes back e2: A new body for function stamp().
BEGIN;
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.v := lower(new.v); RETURN new; END $$;
COMMIT;

-- takes back e1: New column parts.updated_by: only the catalog changes.
BEGIN;
ALTER TABLE public.parts DROP COLUMN IF EXISTS updated_by;
COMMIT;
