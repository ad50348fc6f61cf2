-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e4: The new application writes numbers of its own to column c.id.
BEGIN;
ALTER TABLE public.c ALTER COLUMN id SET GENERATED ALWAYS;
COMMIT;

-- takes back e3: Numbers for column b.id, going on behind the greatest one in use.
BEGIN;
ALTER TABLE public.b ALTER COLUMN id DROP IDENTITY IF EXISTS;
COMMIT;

-- takes back e2: Changes how column a.n is numbered.
BEGIN;
ALTER TABLE public.a ALTER COLUMN n SET INCREMENT BY 5 SET CACHE 1;
COMMIT;

-- takes back e1: Changes how column a.id is numbered.
BEGIN;
ALTER TABLE public.a ALTER COLUMN id SET GENERATED ALWAYS;
COMMIT;
