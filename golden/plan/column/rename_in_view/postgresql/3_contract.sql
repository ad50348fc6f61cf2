-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   named  ~ view
--   users  ~ table: trigger dropped
--          ~ column name becomes full_name
--
-- Strongest locks: users access-exclusive, named access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users,access-exclusive:named rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.full_name for name. Made anew around it: view named.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_sync_users();
DROP VIEW IF EXISTS public.named;
ALTER TABLE public.users DROP COLUMN name;
CREATE VIEW public.named AS
SELECT id, full_name AS name FROM users WHERE full_name <> '';
COMMIT;
