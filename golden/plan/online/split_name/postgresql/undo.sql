-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column users.first_name, column users.last_name.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: A trigger on table users derives first_name, last_name while the old application writes what it stands on.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
COMMIT;

-- takes back e4: New column users.last_name, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS last_name;
COMMIT;

-- takes back e3: The new application does not write column users.full_name any more.
-- Reads all rows while readers and writers wait, and fails while rows without a value are there.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users ALTER COLUMN full_name SET NOT NULL;
EXCEPTION WHEN not_null_violation THEN
    RAISE WARNING 'The new application has left % empty in some rows; it stays nullable until they have a value', 'column users.full_name';
END
$$;
COMMIT;

-- takes back e2: New column users.first_name, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS first_name;
COMMIT;
