-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on, because of steps c5, c8, c11 and c14.
-- Until contract the new application has to obey rules that it no longer states: steps c7, c10, c13, c16 and c19.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_columns: new form added beside the old one, proved for existing rows
--          ~ foreign key f_match: new form added beside the old one, proved for existing rows
--          ~ foreign key f_referenced: new form added beside the old one, proved for existing rows
--          ~ foreign key f_table: new form added beside the old one, proved for existing rows
--          ~ foreign key f_update: new form added beside the old one, proved for existing rows
--
-- Strongest locks: notes access-exclusive, users access-exclusive, people share-row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: notes, users, people.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c6, c9, c12 and c15.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key notes.f_columns would stop this file later on.
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
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key notes.f_columns; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key notes.f_match would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.user_id::text AS key, row_number() OVER () AS number
              FROM public.notes child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.user_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key notes.f_match; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key notes.f_referenced would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.user_id::text AS key, row_number() OVER () AS number
              FROM public.notes child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.number = child.user_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key notes.f_referenced; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c4 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key notes.f_table would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.user_id::text AS key, row_number() OVER () AS number
              FROM public.notes child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.people parent WHERE parent.id = child.user_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key notes.f_table; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c5 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_columns is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_columns;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_columns FOREIGN KEY (other_id) REFERENCES public.users (id) NOT VALID;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_columns without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_columns;
COMMIT;

-- schemagen: id=c7 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_columns takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_columns;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_columns TO f_columns;
COMMIT;

-- schemagen: id=c8 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_match is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_match;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_match FOREIGN KEY (user_id) REFERENCES public.users (id) MATCH FULL NOT VALID;
COMMIT;

-- schemagen: id=c9 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_match without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_match;
COMMIT;

-- schemagen: id=c10 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_match takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_match;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_match TO f_match;
COMMIT;

-- schemagen: id=c11 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_referenced is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_referenced;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_referenced FOREIGN KEY (user_id) REFERENCES public.users (number) NOT VALID;
COMMIT;

-- schemagen: id=c12 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_referenced without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_referenced;
COMMIT;

-- schemagen: id=c13 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_referenced takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_referenced;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_referenced TO f_referenced;
COMMIT;

-- schemagen: id=c14 phase=contract lock=access-exclusive:notes,share-row-exclusive:people rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_table is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_table;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_table FOREIGN KEY (user_id) REFERENCES public.people (id) NOT VALID;
COMMIT;

-- schemagen: id=c15 phase=contract lock=share-update-exclusive:notes,row-share:people rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_table without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_table;
COMMIT;

-- schemagen: id=c16 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_table takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_table;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_table TO f_table;
COMMIT;

-- schemagen: id=c17 phase=contract lock=access-exclusive:notes,share-row-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_update is added beside the old one, for new rows.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_update;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_update FOREIGN KEY (user_id) REFERENCES public.users (id) ON UPDATE CASCADE NOT VALID;
COMMIT;

-- schemagen: id=c18 phase=contract lock=share-update-exclusive:notes,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against the new form of foreign key notes.f_update without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_update;
COMMIT;

-- schemagen: id=c19 phase=contract lock=access-exclusive:notes,access-exclusive:users rewrite=no scan=no tx=own
-- The new form of foreign key notes.f_update takes the place of the old one.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_update;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_update TO f_update;
COMMIT;
