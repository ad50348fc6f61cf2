-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
--
--   bills  ~ column id: name of its sequence
--   notes  ~ column id: name of its sequence
--
-- Strongest locks: bill_numbers access-exclusive, "Note Numbers" access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:bill_numbers rewrite=no scan=no tx=own
-- The sequence of column bills.id gets its name.
BEGIN;
ALTER SEQUENCE public.bill_numbers RENAME TO bill_counter;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:"Note Numbers" rewrite=no scan=no tx=own
-- The sequence of column notes.id gets its name.
BEGIN;
ALTER SEQUENCE public."Note Numbers" RENAME TO note_numbers;
COMMIT;
