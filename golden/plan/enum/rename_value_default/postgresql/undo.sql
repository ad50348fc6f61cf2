-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: A new default for column inv.state: rows that are there keep their values.
BEGIN;
ALTER TABLE public.inv ALTER COLUMN state SET DEFAULT 'draft';
COMMIT;

-- takes back e1: The declaration renames values of enum st: 'draft' to 'open'.
BEGIN;
ALTER TYPE public.st RENAME VALUE 'open' TO 'draft';
COMMIT;
