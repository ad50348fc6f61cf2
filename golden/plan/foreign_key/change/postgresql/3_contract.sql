-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1, c4, c7 and c10.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_columns: new form added beside the old one, proved for existing rows
--          ~ foreign key f_match: new form added beside the old one, proved for existing rows
--          ~ foreign key f_referenced: new form added beside the old one, proved for existing rows
--          ~ foreign key f_table: new form added beside the old one, proved for existing rows
--          ~ foreign key f_update: new form added beside the old one, proved for existing rows
--
-- Strongest locks: notes access-exclusive, users access-exclusive, people access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: notes.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c2, c5, c8 and c11.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_columns is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_new_f_columns;
ALTER TABLE public.notes ADD CONSTRAINT _sg_new_f_columns FOREIGN KEY (other_id) REFERENCES public.users (id) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_columns without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_new_f_columns;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_columns takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_columns;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_new_f_columns TO f_columns;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_match is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_new_f_match;
ALTER TABLE public.notes ADD CONSTRAINT _sg_new_f_match FOREIGN KEY (user_id) REFERENCES public.users (id) MATCH FULL NOT VALID;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_match without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_new_f_match;
COMMIT;

-- schemagen: id=c6 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_match takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_match;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_new_f_match TO f_match;
COMMIT;

-- schemagen: id=c7 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_referenced is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_new_f_referenced;
ALTER TABLE public.notes ADD CONSTRAINT _sg_new_f_referenced FOREIGN KEY (user_id) REFERENCES public.users (number) NOT VALID;
COMMIT;

-- schemagen: id=c8 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_referenced without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_new_f_referenced;
COMMIT;

-- schemagen: id=c9 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_referenced takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_referenced;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_new_f_referenced TO f_referenced;
COMMIT;

-- schemagen: id=c10 phase=contract lock=access-exclusive:notes,share-row-exclusive:people rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_table is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_new_f_table;
ALTER TABLE public.notes ADD CONSTRAINT _sg_new_f_table FOREIGN KEY (user_id) REFERENCES public.people (id) NOT VALID;
COMMIT;

-- schemagen: id=c11 phase=contract lock=share-update-exclusive:notes,row-share:people rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_table without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_new_f_table;
COMMIT;

-- schemagen: id=c12 phase=contract lock=access-exclusive:notes,access-exclusive:people rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_table takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_table;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_new_f_table TO f_table;
COMMIT;

-- schemagen: id=c13 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_update is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_new_f_update;
ALTER TABLE public.notes ADD CONSTRAINT _sg_new_f_update FOREIGN KEY (user_id) REFERENCES public.users (id) ON UPDATE CASCADE NOT VALID;
COMMIT;

-- schemagen: id=c14 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_update without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_new_f_update;
COMMIT;

-- schemagen: id=c15 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_update takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_update;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_new_f_update TO f_update;
COMMIT;
