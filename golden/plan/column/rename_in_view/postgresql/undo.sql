-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e2: Changes view named.
BEGIN;
DROP VIEW IF EXISTS public.named;
COMMIT;

-- takes back e1: The declaration renames column users.name to users.full_name.
BEGIN;
ALTER TABLE public.users RENAME COLUMN full_name TO name;
COMMIT;

-- takes back the rest of e2: Changes view named.
BEGIN;
CREATE VIEW public.named AS
SELECT id, name FROM users WHERE name <> '';
COMMIT;
