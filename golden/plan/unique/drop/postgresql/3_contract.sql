-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- This migration has nothing to do in expand and migrate.
--
--   users  - unique constraint users_email_key
--          - unique constraint users_name_email
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- The old application may rely on unique constraint users.users_email_key until here.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_email_key;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- The old application may rely on unique constraint users.users_name_email until here.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_name_email;
COMMIT;
