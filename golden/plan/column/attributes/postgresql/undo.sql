-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e4: A new comment for column users.note.
BEGIN;
COMMENT ON COLUMN public.users.note IS NULL;
COMMIT;

-- takes back e3: A new comment for column users.name.
BEGIN;
COMMENT ON COLUMN public.users.name IS 'Old';
COMMIT;

-- takes back e2: Changes column users.name and column users.note: every old value fits as it is, so no row is written.
BEGIN;
ALTER TABLE public.users
    ALTER COLUMN name TYPE text COLLATE "C",
    ALTER COLUMN note TYPE text;
COMMIT;

-- takes back e1: How new values of column users.body are stored.
BEGIN;
ALTER TABLE public.users ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE public.users ALTER COLUMN body SET COMPRESSION DEFAULT;
COMMIT;
