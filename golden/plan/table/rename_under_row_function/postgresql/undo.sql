-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- takes back e3: A new body for function of_a(text).
BEGIN;
CREATE OR REPLACE FUNCTION public.of_a(text) returns setof users language sql stable as $$ select * from users where a = $1 $$;
COMMIT;

-- takes back e2: New function full_name(people).
BEGIN;
DROP FUNCTION IF EXISTS public.full_name(people);
COMMIT;

-- takes back e1: The declaration renames table users to people.
BEGIN;
DROP VIEW IF EXISTS public.people;
COMMIT;
