-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column people.name.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: A trigger on table people fills in name for the old application.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_people ON public.people;
DROP FUNCTION IF EXISTS public._sg_20260101000000_people();
COMMIT;

-- takes back e2: New column people.name, empty in existing rows for now.
BEGIN;
ALTER TABLE public.people DROP COLUMN IF EXISTS name;
COMMIT;

-- takes back e1: The declaration renames table users to people.
BEGIN;
DROP VIEW IF EXISTS public.users;
ALTER TABLE public.people RENAME TO users;
COMMIT;
