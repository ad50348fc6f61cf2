-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table billing.invoices, table users.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: New foreign key billing.invoices.invoices_user_id_fkey.
BEGIN;
ALTER TABLE billing.invoices DROP CONSTRAINT IF EXISTS invoices_user_id_fkey;
COMMIT;

-- takes back e4: New table users.
BEGIN;
DROP TABLE IF EXISTS public.users;
COMMIT;

-- takes back e3: New table billing.invoices.
BEGIN;
DROP TABLE IF EXISTS billing.invoices;
COMMIT;

-- takes back e2: New enum billing.kind.
BEGIN;
DROP TYPE IF EXISTS billing.kind;
COMMIT;

-- takes back e1: New schema billing.
BEGIN;
DROP SCHEMA IF EXISTS billing;
COMMIT;
