-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e4: Takes the comment off column users.id.
BEGIN;
COMMENT ON COLUMN public.users.id IS 'Its number';
COMMIT;

-- takes back e3: Takes the comment off table users.
BEGIN;
COMMENT ON TABLE public.users IS 'People';
COMMIT;

-- takes back e2: New storage parameters for table users.
BEGIN;
ALTER TABLE public.users SET (fillfactor = 90, toast.autovacuum_enabled = 'false');
COMMIT;

-- takes back e1: Writes table logs anew and outside the log: after a crash of the server it is empty.
-- Writes the table anew while readers and writers wait.
BEGIN;
ALTER TABLE public.logs SET LOGGED;
COMMIT;
