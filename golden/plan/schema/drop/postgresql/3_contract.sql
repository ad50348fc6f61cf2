-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   old.t  - table
--   old    - schema
--
-- Lost for good, unless there is a backup: the rows of table old.t.
-- Strongest locks: old.t access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:old.t rewrite=no scan=no loss=table:old.t tx=own
-- Only the old application uses table old.t.
BEGIN;
DROP TABLE IF EXISTS old.t;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=no tx=own
-- Nothing is left in schema old.
BEGIN;
DROP SCHEMA IF EXISTS old;
COMMIT;
