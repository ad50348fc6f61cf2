-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: New storage parameters for the index of unique constraint users.users_name; they hold for what is written from here on.
BEGIN;
ALTER INDEX public.users_name SET (fillfactor = 90);
COMMIT;
