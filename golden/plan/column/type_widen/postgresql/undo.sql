-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: Changes column users.code, column users.label and column users.price: every old value fits as it is, so no row is written.
-- May write the table anew while readers and writers wait, and fails when a value does not fit the old type.
BEGIN;
ALTER TABLE public.users
    ALTER COLUMN code TYPE character varying(10),
    ALTER COLUMN label DROP DEFAULT,
    ALTER COLUMN label TYPE character varying(20),
    ALTER COLUMN label SET DEFAULT 'x',
    ALTER COLUMN price TYPE numeric(10,2);
COMMIT;
