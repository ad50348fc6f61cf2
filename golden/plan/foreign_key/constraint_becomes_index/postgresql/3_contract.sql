-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   sw  - unique constraint sw_c_key
--       ~ index sw_c_key
--   fk  ~ foreign key fk_c_fkey: proved for existing rows
--
-- Strongest locks: fk access-exclusive, sw access-exclusive, sw._sg_20260101000000_new_sw_c_key share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: fk, sw.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:fk,access-exclusive:sw rewrite=no scan=no tx=own
-- Changes unique constraint sw.sw_c_key; in the same transaction made anew: foreign key fk.fk_c_fkey.
BEGIN;
LOCK TABLE public.sw, public.fk IN ACCESS EXCLUSIVE MODE;
ALTER TABLE public.fk DROP CONSTRAINT IF EXISTS fk_c_fkey;
ALTER TABLE public.sw DROP CONSTRAINT IF EXISTS sw_c_key;
ALTER TABLE public.fk ADD CONSTRAINT fk_c_fkey FOREIGN KEY (c) REFERENCES public.sw (c) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:sw._sg_20260101000000_new_sw_c_key rewrite=no scan=no tx=own
-- Index sw.sw_c_key gets its name, which is free now.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_sw_c_key RENAME TO sw_c_key;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:fk,row-share:sw rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key fk.fk_c_fkey without blocking writers.
BEGIN;
ALTER TABLE public.fk VALIDATE CONSTRAINT fk_c_fkey;
COMMIT;
