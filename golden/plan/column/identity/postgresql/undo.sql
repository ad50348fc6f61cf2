-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: Changes how column a.n is numbered.
BEGIN;
ALTER TABLE public.a ALTER COLUMN n SET INCREMENT BY 5 SET CACHE 1;
COMMIT;

-- takes back e1: Changes how column a.id is numbered.
BEGIN;
ALTER TABLE public.a ALTER COLUMN id SET GENERATED ALWAYS;
COMMIT;
