-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on.
-- This migration has nothing to do in migrate and contract.
--
--   st  ~ enum: values renamed
--
-- Locks nothing that was there before.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- The declaration renames values of enum st: 'draft' to 'open'. Statements of the old application that use the old values fail from here.
BEGIN;
ALTER TYPE public.st RENAME VALUE 'draft' TO 'open';
COMMIT;
