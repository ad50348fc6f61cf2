-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: New rows must obey check users.users_named from here on, early, as the declaration asks.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
COMMIT;
