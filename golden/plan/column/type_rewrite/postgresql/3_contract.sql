-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   users  ~ column amount: the new form in place of the old one
--          ~ table: trigger dropped
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.amount in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_sync_users();
ALTER TABLE public.users DROP COLUMN amount;
ALTER TABLE public.users RENAME COLUMN _sg_new_amount TO amount;
ALTER TABLE public.users ALTER COLUMN amount SET DEFAULT 5;
COMMIT;
