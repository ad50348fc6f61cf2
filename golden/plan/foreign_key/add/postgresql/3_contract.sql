-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- This migration has nothing to do in migrate.
--
--   notes  + foreign key notes_user_id_fkey: proved for existing rows
--
-- Strongest locks: notes share-row-exclusive, users share-row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: notes.
-- Fails, and changes nothing, when existing rows violate the new rule: step c2.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=share-row-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows must obey foreign key notes.notes_user_id_fkey.
BEGIN;
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes.notes_user_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
COMMIT;
