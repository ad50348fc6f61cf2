-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: New rows must obey check users.users_named from here on, early, as the declaration asks.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 0) NOT VALID;
COMMIT;

-- looks at existing rows after e2: New rows must obey check users.users_named from here on, early, as the declaration asks.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.users_named';
END
$$;
COMMIT;
