-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e2: Changes view named. Privileges granted on view named go with it: grant them again.
BEGIN;
DROP VIEW IF EXISTS public.named;
CREATE VIEW public.named AS
SELECT id, name FROM users WHERE name <> '';
COMMIT;

-- takes back e1: The declaration renames column users.name to users.full_name. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.users RENAME COLUMN full_name TO name;
COMMIT;
