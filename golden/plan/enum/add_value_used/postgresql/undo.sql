-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Stays: step e1. PostgreSQL cannot remove a value from an enum: the new values stay, and so do rows that the new application has written with them.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: A new default for column orders.status: rows that are there keep their values.
BEGIN;
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'new';
COMMIT;
