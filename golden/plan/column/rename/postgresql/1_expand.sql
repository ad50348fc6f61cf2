-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. The old one may issue statements that fail: step e1, e2 tightens early, as the declaration asks.
-- This migration has nothing to do in migrate.
--
--   users  - column name
--          + column full_name
--          + column full_name renamed
--          - column age
--          + column years
--          + column years renamed
--          - check users_age_check
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames column users.name to users.full_name.
BEGIN;
ALTER TABLE public.users RENAME COLUMN name TO full_name;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames column users.age to users.years.
BEGIN;
ALTER TABLE public.users RENAME COLUMN age TO years;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The old rule of check users.users_age_check goes first, so that both applications can write.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
COMMIT;
