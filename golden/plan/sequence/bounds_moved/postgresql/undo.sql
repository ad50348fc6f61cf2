-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: Changes how column meters.n is numbered.
BEGIN;
ALTER TABLE public.meters ALTER COLUMN n SET MINVALUE 1 SET START WITH 1;
COMMIT;

-- takes back e1: New options for sequence tickets.
BEGIN;
ALTER SEQUENCE public.tickets MINVALUE 1 START WITH 1;
COMMIT;
