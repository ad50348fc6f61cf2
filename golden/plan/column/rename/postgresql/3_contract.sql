-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   users  - column age
--          - column name
--          ~ check users_age_check
--          ~ index users_age
--          ~ table: trigger dropped
--          ~ column full_name: the new form in place of the old one
--          ~ column years: the new form in place of the old one
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.full_name for name, users.years for age.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_sync_users();
DROP INDEX IF EXISTS public.users_age;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
ALTER TABLE public.users DROP COLUMN name;
ALTER TABLE public.users DROP COLUMN age;
ALTER TABLE public.users RENAME CONSTRAINT _sg_new_users_age_check TO users_age_check;
ALTER INDEX public._sg_new_users_age RENAME TO users_age;
COMMIT;
