-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on.
-- This migration has nothing to do in migrate and contract.
--
--   st   ~ enum: values renamed
--   inv  ~ column state: new default
--
-- Strongest locks: inv access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- The declaration renames values of enum st: 'draft' to 'open'. Statements of the old application that use the old values fail from here.
BEGIN;
ALTER TYPE public.st RENAME VALUE 'draft' TO 'open';
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:inv rewrite=no scan=no tx=own
-- A new default for column inv.state: rows that are there keep their values.
BEGIN;
ALTER TABLE public.inv ALTER COLUMN state SET DEFAULT 'open';
COMMIT;
