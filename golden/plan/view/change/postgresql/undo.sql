-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e1: Changes view named; in the same transaction made anew: view a_view_on_it.
BEGIN;
DROP VIEW IF EXISTS public.a_view_on_it;
DROP VIEW IF EXISTS public.named;
CREATE VIEW public.named AS
SELECT id, name FROM users WHERE name <> '';
CREATE VIEW public.a_view_on_it AS
SELECT id FROM named;
COMMIT;
