-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table marks, column users.id.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: New column users.id: new rows get their number at once, existing rows later.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS id;
DROP SEQUENCE IF EXISTS public.user_numbers;
COMMIT;

-- takes back e1: New table marks.
BEGIN;
DROP TABLE IF EXISTS public.marks;
COMMIT;
