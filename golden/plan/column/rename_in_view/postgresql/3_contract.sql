-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
--
--   users  ~ column full_name: the new form in place of the old one
--          - column name
--          ~ table: trigger dropped
--   named  ~ view
--
-- Strongest locks: users access-exclusive, named access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users,access-exclusive:named rewrite=no scan=no tx=own
-- The new form takes the place of the old one, and only the catalog changes: column users.name, view named; in the same transaction made anew: column users.full_name. Privileges granted on view named go with it: grant them again.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_sync_users();
DROP VIEW IF EXISTS public.named;
ALTER TABLE public.users DROP COLUMN name;
CREATE VIEW public.named AS
SELECT id, full_name AS name FROM users WHERE full_name <> '';
COMMIT;
