-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   "View; DROP TABLE x"  - view
--   "Order By"            - table
--
-- Lost for good, unless there is a backup: the rows of table "Order By".
-- Strongest locks: "View; DROP TABLE x" access-exclusive, "Order By" access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:"View; DROP TABLE x" rewrite=no scan=no tx=own
-- Only the old application reads view "View; DROP TABLE x".
BEGIN;
DROP VIEW IF EXISTS public."View; DROP TABLE x";
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:"Order By" rewrite=no scan=no loss=table:"Order By" tx=own
-- Only the old application uses table "Order By".
BEGIN;
DROP TABLE IF EXISTS public."Order By";
COMMIT;
