-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: A new default for column users.c: rows that are there keep their values.
BEGIN;
ALTER TABLE public.users ALTER COLUMN c DROP DEFAULT;
COMMIT;

-- takes back e1: A new default for column users.a: rows that are there keep their values.
BEGIN;
ALTER TABLE public.users ALTER COLUMN a SET DEFAULT 1;
COMMIT;
