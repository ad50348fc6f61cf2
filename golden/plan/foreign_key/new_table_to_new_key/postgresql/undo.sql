-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Lost, with all that has been written to it: table notes.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: New table notes.
BEGIN;
DROP TABLE IF EXISTS public.notes;
COMMIT;
