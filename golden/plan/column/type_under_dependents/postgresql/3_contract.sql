-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   users        ~ column amount: new type
--                ~ all rows written anew
--   amounts      ~ view
--   big_amounts  ~ view
--
-- Strongest locks: users access-exclusive, amounts access-exclusive, big_amounts access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: users.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users,access-exclusive:amounts,access-exclusive:big_amounts rewrite=yes scan=no tx=own
-- Changes column users.amount; in the same transaction made anew: view amounts and view big_amounts. Privileges granted on view amounts and view big_amounts go with them: grant them again.
BEGIN;
DROP VIEW IF EXISTS public.big_amounts;
DROP VIEW IF EXISTS public.amounts;
ALTER TABLE public.users
    ALTER COLUMN amount TYPE bigint;
CREATE VIEW public.amounts AS
SELECT id, amount FROM users WHERE amount > 3;
CREATE VIEW public.big_amounts AS
SELECT id, amount FROM amounts WHERE amount > 1000;
COMMIT;
