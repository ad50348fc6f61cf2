-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3, c4, c5, c7 and c11.
--
--   people  ~ table: view of the old name dropped, trigger dropped
--           ~ column age: the new form in place of the old one
--           + index people_age
--           ~ column name becomes full_name
--           + check people_full_name_check: proved for existing rows
--   notes   + foreign key notes_author_id_fkey: proved for existing rows
--           - foreign key notes_user_id_fkey
--           - index notes_user_id_idx
--           ~ table: trigger dropped
--           ~ column user_id becomes author_id
--
-- Strongest locks: people access-exclusive, notes access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: people, notes.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c6 and c8.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step c10.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate check people.people_full_name_check would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.people
             WHERE NOT (length(full_name) > 0)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % violate check people.people_full_name_check; the first: %', _sg_rows, 'people', _sg_keys
            USING HINT = 'Correct them, or change the rule in the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key notes.notes_author_id_fkey would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.author_id::text AS key, row_number() OVER () AS number
              FROM public.notes child
             WHERE child.author_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.people parent WHERE parent.id = child.author_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key notes.notes_author_id_fkey; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=none rewrite=no scan=no tx=own
-- The old application is gone, and with it the need for the old name of table people.
BEGIN;
DROP VIEW IF EXISTS public.users;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:people rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: people.age in its new type, people.full_name for name. A prepared statement that returns a column in its old type fails until it is prepared anew.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_people ON public.people;
DROP FUNCTION IF EXISTS public._sg_sync_people();
ALTER TABLE public.people DROP COLUMN age;
ALTER TABLE public.people RENAME COLUMN _sg_new_age TO age;
ALTER TABLE public.people DROP COLUMN name;
ALTER TABLE public.people ALTER COLUMN age SET DEFAULT 18;
ALTER INDEX public._sg_new_people_age RENAME TO people_age;
COMMIT;

-- schemagen: id=c5 phase=contract lock=access-exclusive:people rewrite=no scan=no tx=own
-- New rows must obey check people.people_full_name_check from here on.
BEGIN;
ALTER TABLE public.people DROP CONSTRAINT IF EXISTS people_full_name_check;
ALTER TABLE public.people ADD CONSTRAINT people_full_name_check CHECK (length(full_name) > 0) NOT VALID;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:people rewrite=no scan=yes tx=own
-- Existing rows are checked against check people.people_full_name_check without blocking writers.
BEGIN;
ALTER TABLE public.people VALIDATE CONSTRAINT people_full_name_check;
COMMIT;

-- schemagen: id=c7 phase=contract lock=share-row-exclusive:notes,share-row-exclusive:people rewrite=no scan=no tx=own
-- New rows must obey foreign key notes.notes_author_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = 'notes_author_id_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.people (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c8 phase=contract lock=share-update-exclusive:notes,row-share:people rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes.notes_author_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_author_id_fkey;
COMMIT;

-- schemagen: id=c9 phase=contract lock=access-exclusive:notes,access-exclusive:people rewrite=no scan=no tx=own
-- The old application may rely on foreign key notes.notes_user_id_fkey until here.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
COMMIT;

-- schemagen: id=c10 phase=contract lock=share-update-exclusive:notes rewrite=no scan=no tx=none
-- Only the old application's queries use index notes.notes_user_id_idx.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_user_id_idx;
SET lock_timeout = '2s';

-- schemagen: id=c11 phase=contract lock=access-exclusive:notes rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: notes.author_id for user_id.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_sync_notes();
ALTER TABLE public.notes DROP COLUMN user_id;
COMMIT;
