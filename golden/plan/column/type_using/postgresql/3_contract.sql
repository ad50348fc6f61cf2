-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ column total: new type
--          ~ all rows written anew
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: users.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=yes scan=no tx=own
-- Changes column users.total.
BEGIN;
ALTER TABLE public.users
    ALTER COLUMN total TYPE numeric(12,2) USING cast(total as numeric);
COMMIT;
