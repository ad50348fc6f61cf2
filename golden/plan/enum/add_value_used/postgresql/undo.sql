-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Cannot be taken back: e1, New values of enum order_status, committed at once so that later steps can use them.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e2: A new default for column orders.status: rows that are there keep their values.
BEGIN;
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'new';
COMMIT;
