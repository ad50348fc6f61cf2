-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: Writes table children anew and into the log, so that it survives a crash of the server.
-- Writes the table anew while readers and writers wait; after a crash of the server it would be empty.
BEGIN;
ALTER TABLE public.children SET UNLOGGED;
COMMIT;

-- takes back e2: Writes table z_parents anew and into the log, so that it survives a crash of the server.
-- Writes the table anew while readers and writers wait; after a crash of the server it would be empty.
BEGIN;
ALTER TABLE public.z_parents SET UNLOGGED;
COMMIT;

-- takes back e1: Writes table a_parents anew and into the log, so that it survives a crash of the server.
-- Writes the table anew while readers and writers wait; after a crash of the server it would be empty.
BEGIN;
ALTER TABLE public.a_parents SET UNLOGGED;
COMMIT;
