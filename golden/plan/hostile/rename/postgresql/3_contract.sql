-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
--
--   "New; one"  ~ table: view of the old name dropped, trigger dropped
--               ~ primary key: dropped
--               ~ column se lect becomes from
--
-- Strongest locks: "New; one" access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the old name of table "New; one".
BEGIN;
DROP VIEW IF EXISTS public."Old ""one""";
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:"New; one" rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: "New; one".from for se lect.
BEGIN;
DROP TRIGGER IF EXISTS "zz_sg_sync_New; one" ON public."New; one";
DROP FUNCTION IF EXISTS public."_sg_sync_New; one"();
ALTER TABLE public."New; one" DROP CONSTRAINT IF EXISTS "Old ""one""_pkey";
ALTER TABLE public."New; one" DROP COLUMN "se lect";
ALTER TABLE public."New; one" ADD CONSTRAINT "Old ""one""_pkey" PRIMARY KEY USING INDEX "_sg_new_Old ""one""_pkey";
COMMIT;
