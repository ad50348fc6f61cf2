-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- takes back e4: New materialized view a_first.
BEGIN;
DROP MATERIALIZED VIEW IF EXISTS public.a_first;
COMMIT;

-- takes back e3: New function helper().
BEGIN;
DROP FUNCTION IF EXISTS public.helper();
COMMIT;

-- takes back e2: New materialized view z_copy.
BEGIN;
DROP MATERIALIZED VIEW IF EXISTS public.z_copy;
COMMIT;

-- takes back e1: New function wrapper().
BEGIN;
DROP FUNCTION IF EXISTS public.wrapper();
COMMIT;
