-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: Column users.age may be empty.
-- Reads all rows while readers and writers wait, and fails while rows without a value are there.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users ALTER COLUMN age SET NOT NULL;
EXCEPTION WHEN not_null_violation THEN
    RAISE WARNING 'The new application has left % empty in some rows; it stays nullable until they have a value', 'column users.age';
END
$$;
COMMIT;
