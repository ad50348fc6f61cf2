-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- takes back e4: New function touch().
BEGIN;
DROP FUNCTION IF EXISTS public.touch();
COMMIT;

-- takes back e3: New function clean().
BEGIN;
DROP PROCEDURE IF EXISTS public.clean();
COMMIT;

-- takes back e2: New function add(text, text).
BEGIN;
DROP FUNCTION IF EXISTS public.add(text, text);
COMMIT;

-- takes back e1: New function add(integer, integer).
BEGIN;
DROP FUNCTION IF EXISTS public.add(integer, integer);
COMMIT;
