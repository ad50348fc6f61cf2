-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The declaration renames values of enum st: 'draft' to 'open'.
BEGIN;
ALTER TYPE public.st RENAME VALUE 'open' TO 'draft';
COMMIT;
