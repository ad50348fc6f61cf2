-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_columns: new form added beside the old one, proved for existing rows
--          ~ foreign key f_valid: proved for existing rows
--
-- Strongest locks: notes access-exclusive, pairs access-exclusive, users row-share. A lock that is not had in 2 s ends the file.
-- Reads in full: notes, users, pairs.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c5.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key notes.f_valid would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.other_id::text AS key, row_number() OVER () AS number
              FROM public.notes child
             WHERE child.other_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.other_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key notes.f_valid; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:notes,share-row-exclusive:pairs rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_columns is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_columns;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_columns FOREIGN KEY (user_id, id) REFERENCES public.pairs (a, b) ON DELETE SET NULL (user_id) NOT VALID;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:notes,row-share:pairs rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_columns without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_columns;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:notes,access-exclusive:pairs rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_columns takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_columns;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_columns TO f_columns;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes.f_valid without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT f_valid;
COMMIT;
