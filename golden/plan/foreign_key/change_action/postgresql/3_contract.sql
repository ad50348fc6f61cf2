-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- This migration has nothing to do in expand and migrate.
--
--   notes  ~ foreign key notes_user_id_fkey: new form added beside the old one, proved for existing rows
--
-- Strongest locks: notes access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: notes, users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.notes_user_id_fkey is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_user_id_fkey;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE SET NULL NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.notes_user_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.notes_user_id_fkey takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey TO notes_user_id_fkey;
COMMIT;
