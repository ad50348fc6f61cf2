-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3 and c5.
-- This migration has nothing to do in migrate.
--
--   people  ~ column age: new type
--           ~ all rows written anew
--           + index people_age
--           + check people_full_name_check: proved for existing rows
--   notes   + foreign key notes_author_id_fkey: proved for existing rows
--           - index notes_user_id_idx
--
-- Strongest locks: people access-exclusive, notes share-row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: people, notes.
-- Writes anew in full, while readers and writers wait: people.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c4 and c6.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c2 and c7.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:people rewrite=yes scan=no tx=own
-- Changes column people.age.
BEGIN;
ALTER TABLE public.people
    ALTER COLUMN age TYPE bigint,
    ALTER COLUMN age SET DEFAULT 18;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:people rewrite=no scan=yes tx=none
-- Index people.people_age, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.people_age;
CREATE INDEX CONCURRENTLY people_age ON public.people USING btree (age) WHERE (full_name <> '');
SET lock_timeout = '2s';

-- schemagen: id=c3 phase=contract lock=access-exclusive:people rewrite=no scan=no tx=own
-- New rows must obey check people.people_full_name_check from here on.
BEGIN;
ALTER TABLE public.people DROP CONSTRAINT IF EXISTS people_full_name_check;
ALTER TABLE public.people ADD CONSTRAINT people_full_name_check CHECK (length(full_name) > 0) NOT VALID;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:people rewrite=no scan=yes tx=own
-- Existing rows are checked against check people.people_full_name_check without blocking writers.
BEGIN;
ALTER TABLE public.people VALIDATE CONSTRAINT people_full_name_check;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-row-exclusive:notes,share-row-exclusive:people rewrite=no scan=no tx=own
-- New rows must obey foreign key notes.notes_author_id_fkey.
BEGIN;
ALTER TABLE public.notes ADD CONSTRAINT notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.people (id) ON DELETE CASCADE NOT VALID;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:notes,row-share:people rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes.notes_author_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_author_id_fkey;
COMMIT;

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:notes rewrite=no scan=no tx=none
-- Only the old application's queries use index notes.notes_user_id_idx.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_user_id_idx;
SET lock_timeout = '2s';
