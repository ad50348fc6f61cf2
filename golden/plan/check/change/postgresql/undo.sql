-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: Until contract a row has to obey the old or the new rule of check users.users_named, so that both applications can write.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 0) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_named;
COMMIT;

-- looks at existing rows after e2: Until contract a row has to obey the old or the new rule of check users.users_named, so that both applications can write.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.users_named';
END
$$;
COMMIT;

-- takes back e1: Until contract a row has to obey the old or the new rule of check users.users_age_check, so that both applications can write.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_age_check;
COMMIT;

-- looks at existing rows after e1: Until contract a row has to obey the old or the new rule of check users.users_age_check, so that both applications can write.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT users_age_check;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.users_age_check';
END
$$;
COMMIT;
