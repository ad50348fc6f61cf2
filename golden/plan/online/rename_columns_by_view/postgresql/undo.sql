-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The declaration renames in table users mail to email, group to team.
BEGIN;
DROP VIEW IF EXISTS public.users;
ALTER TABLE public._sg_20260101000000_base_users RENAME TO users;
ALTER TABLE public.users RENAME COLUMN email TO mail;
ALTER TABLE public.users RENAME COLUMN team TO "group";
COMMIT;
