-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on, because of steps e1 and e2.
-- This migration has nothing to do in migrate.
--
--   events  ~ table logs becomes events
--   users   ~ column mail becomes email
--
-- Strongest locks: logs access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:logs rewrite=no scan=no tx=own
-- The declaration renames table logs to events. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.logs RENAME TO events;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames column users.mail to users.email. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.users RENAME COLUMN mail TO email;
COMMIT;
