-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   marks  ~ foreign key marks_code_fkey: trigger of its action dropped
--   notes  ~ foreign key notes_code_fkey: trigger of its action dropped
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for what foreign key marks.marks_code_fkey did.
BEGIN;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_marks.marks_code_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_marks.marks_code_fkey"();
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for what foreign key notes.notes_code_fkey did.
BEGIN;
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_code_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_notes.notes_code_fkey"();
COMMIT;
