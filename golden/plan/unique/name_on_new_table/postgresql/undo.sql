-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table code_uses, table order_codes.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: New foreign key code_uses.code_uses_code_fkey.
BEGIN;
ALTER TABLE public.code_uses DROP CONSTRAINT IF EXISTS code_uses_code_fkey;
COMMIT;

-- takes back e2: New table order_codes.
BEGIN;
DROP TABLE IF EXISTS public.order_codes;
COMMIT;

-- takes back e1: New table code_uses.
BEGIN;
DROP TABLE IF EXISTS public.code_uses;
COMMIT;
