-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: A new comment for table users.
BEGIN;
COMMENT ON TABLE public.users IS 'Old';
COMMIT;

-- takes back e2: New storage parameters for table users.
BEGIN;
ALTER TABLE public.users SET (fillfactor = 90);
ALTER TABLE public.users RESET (autovacuum_vacuum_scale_factor);
COMMIT;

-- takes back e1: Writes table logs anew and into the log, so that it survives a crash of the server.
-- Writes the table anew while readers and writers wait; after a crash of the server it would be empty.
BEGIN;
ALTER TABLE public.logs SET UNLOGGED;
COMMIT;
