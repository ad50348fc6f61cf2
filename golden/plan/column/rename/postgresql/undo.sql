-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Lost, as far as the new application wrote to it: column:users.full_name, column:users."full_name renamed", column:users.years, column:users."years renamed".
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e3: The old rule of check users.users_age_check goes first, so that both applications can write.
BEGIN;
ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK (years > 0) NOT VALID;
COMMIT;

-- takes back e2: The declaration renames column users.age to users.years.
BEGIN;
ALTER TABLE public.users RENAME COLUMN years TO age;
COMMIT;

-- takes back e1: The declaration renames column users.name to users.full_name.
BEGIN;
ALTER TABLE public.users RENAME COLUMN full_name TO name;
COMMIT;
