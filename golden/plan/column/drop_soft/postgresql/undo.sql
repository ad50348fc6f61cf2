-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: The new application does not obey check users.users_score_check any more.
BEGIN;
ALTER TABLE public.users ADD CONSTRAINT users_score_check CHECK (score >= 0) NOT VALID;
COMMIT;

-- looks at existing rows after e3: The new application does not obey check users.users_score_check any more.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT users_score_check;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.users_score_check';
END
$$;
COMMIT;

-- takes back e2: The new application does not write column users.fax any more.
-- Reads all rows while readers and writers wait, and fails while rows without a value are there.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users ALTER COLUMN fax SET NOT NULL;
EXCEPTION WHEN not_null_violation THEN
    RAISE WARNING 'The new application has left % empty in some rows; it stays nullable until they have a value', 'column users.fax';
END
$$;
COMMIT;
