-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e2: The default of column users.c.
BEGIN;
ALTER TABLE public.users ALTER COLUMN c DROP DEFAULT;
COMMIT;

-- takes back e1: The default of column users.a.
BEGIN;
ALTER TABLE public.users ALTER COLUMN a SET DEFAULT 1;
COMMIT;
