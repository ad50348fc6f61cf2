-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   users        ~ column amount: the new form in place of the old one
--                ~ index users_amount
--                ~ table: trigger dropped
--   amounts      ~ view
--   big_amounts  ~ view
--
-- Strongest locks: users access-exclusive, amounts access-exclusive, big_amounts access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users,access-exclusive:amounts,access-exclusive:big_amounts rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.amount in its new type. Made anew around it: view amounts, view big_amounts.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_sync_users();
DROP VIEW IF EXISTS public.big_amounts;
DROP VIEW IF EXISTS public.amounts;
DROP INDEX IF EXISTS public.users_amount;
ALTER TABLE public.users DROP COLUMN amount;
ALTER TABLE public.users RENAME COLUMN _sg_new_amount TO amount;
ALTER INDEX public._sg_new_users_amount RENAME TO users_amount;
CREATE VIEW public.amounts AS
SELECT id, amount FROM users WHERE amount > 3;
CREATE VIEW public.big_amounts AS
SELECT id, amount FROM amounts WHERE amount > 1000;
COMMIT;
