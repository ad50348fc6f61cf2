-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: New view a_view_on_it.
BEGIN;
DROP VIEW IF EXISTS public.a_view_on_it;
COMMIT;

-- takes back e1: New view named.
BEGIN;
DROP VIEW IF EXISTS public.named;
COMMIT;
