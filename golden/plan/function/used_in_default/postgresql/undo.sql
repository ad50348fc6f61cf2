-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column users.code.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- takes back e3: New column users.code, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS code;
COMMIT;

-- takes back e2: New function make_code().
BEGIN;
DROP FUNCTION IF EXISTS public.make_code();
COMMIT;

-- takes back e1: New function is_code(integer).
BEGIN;
DROP FUNCTION IF EXISTS public.is_code(integer);
COMMIT;
