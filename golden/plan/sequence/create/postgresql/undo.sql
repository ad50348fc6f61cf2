-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column users.number.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e4: New column users.number, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS number;
COMMIT;

-- takes back e3: Sequence owned_one belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.owned_one OWNED BY NONE;
COMMIT;

-- takes back e2: New sequence owned_one.
BEGIN;
DROP SEQUENCE IF EXISTS public.owned_one;
COMMIT;

-- takes back e1: New sequence invoice_numbers.
BEGIN;
DROP SEQUENCE IF EXISTS public.invoice_numbers;
COMMIT;
