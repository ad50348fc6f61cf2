-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e4: The declaration renames column users.size to users.shown.
BEGIN;
ALTER TABLE public.users RENAME COLUMN shown TO size;
COMMIT;

-- takes back e3: The declaration renames column users.mail to users.email.
BEGIN;
ALTER TABLE public.users RENAME COLUMN email TO mail;
COMMIT;

-- takes back e2: The declaration renames table logs to events.
BEGIN;
ALTER TABLE public.events RENAME TO logs;
COMMIT;
