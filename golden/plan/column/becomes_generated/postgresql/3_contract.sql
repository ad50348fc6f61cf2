-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ column twice
--          ~ all rows written anew
--
-- Lost for good, unless there is a backup: the values of column users.twice.
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: users.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=yes scan=no loss=column:users.twice tx=own
-- Changes column users.twice, which is dropped and added with its new expression.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS twice;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS twice integer GENERATED ALWAYS AS (amount * 2) STORED;
COMMIT;
