-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in expand and migrate.
--
--   t  - primary key
--
-- Strongest locks: t access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:t rewrite=no scan=no tx=own
-- The old application may rely on the primary key of t until here.
BEGIN;
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS t_pkey;
COMMIT;
