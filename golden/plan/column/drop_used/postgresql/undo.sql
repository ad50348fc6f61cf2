-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The new application does not obey check users.users_fax_check any more.
-- For new rows at once; rows written meanwhile may break it, so it comes back NOT VALID. To prove it: ALTER TABLE public.users VALIDATE CONSTRAINT users_fax_check;
BEGIN;
ALTER TABLE public.users ADD CONSTRAINT users_fax_check CHECK (length(fax) > 2) NOT VALID;
COMMIT;
