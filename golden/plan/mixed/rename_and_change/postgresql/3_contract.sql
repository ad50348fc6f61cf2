-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1, c8, c10 on.
--
--   people  + check people_full_name_check: proved for existing rows
--           + index _sg_new_people_age
--           ~ column age: the new form in place of the old one
--           ~ column full_name: the new form in place of the old one
--           - column name
--           + index people_age
--           ~ table: trigger dropped
--   notes   + foreign key notes_author_id_fkey: proved for existing rows
--           - foreign key notes_user_id_fkey
--           + index notes_author_id_idx
--           - index notes_user_id_idx
--           ~ column author_id: the new form in place of the old one
--           - column user_id
--           ~ table: trigger dropped
--
-- Strongest locks: people access-exclusive, notes access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: people, notes.
-- Fails, and changes nothing, when existing rows violate the new rule: step c2.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step c6, c7, c9.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:people rewrite=no scan=no tx=own
-- New rows must obey check people.people_full_name_check from here on.
BEGIN;
ALTER TABLE public.people DROP CONSTRAINT IF EXISTS people_full_name_check;
ALTER TABLE public.people ADD CONSTRAINT people_full_name_check CHECK (length(full_name) > 0) NOT VALID;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:people rewrite=no scan=yes tx=own
-- Existing rows are checked against check people.people_full_name_check without blocking writers.
BEGIN;
ALTER TABLE public.people VALIDATE CONSTRAINT people_full_name_check;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-row-exclusive:notes,share-row-exclusive:people rewrite=no scan=no tx=own
-- New rows must obey foreign key notes.notes_author_id_fkey.
BEGIN;
ALTER TABLE public.notes ADD CONSTRAINT notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.people (id) ON DELETE CASCADE NOT VALID;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:notes,row-share:people rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes.notes_author_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_author_id_fkey;
COMMIT;

-- schemagen: id=c5 phase=contract lock=access-exclusive:notes,access-exclusive:people rewrite=no scan=no tx=own
-- The old application may rely on foreign key notes.notes_user_id_fkey until here.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-update-exclusive:notes rewrite=no scan=yes tx=none
-- Index notes.notes_author_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_author_id_idx;
CREATE INDEX CONCURRENTLY notes_author_id_idx ON public.notes USING btree (author_id);
SET lock_timeout = '2s';

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:notes rewrite=no scan=no tx=none
-- Only the old application's queries use index notes.notes_user_id_idx.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_user_id_idx;
SET lock_timeout = '2s';

-- schemagen: id=c8 phase=contract lock=access-exclusive:notes rewrite=no scan=no tx=own
-- The new form takes the place of the old one, and only the catalog changes: column notes.user_id; in the same transaction made anew: column notes.author_id.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_sync_notes();
ALTER TABLE public.notes DROP COLUMN user_id;
COMMIT;

-- schemagen: id=c9 phase=contract lock=share-update-exclusive:people rewrite=no scan=yes tx=none
-- Index people._sg_new_people_age, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_new_people_age;
CREATE INDEX CONCURRENTLY _sg_new_people_age ON public.people USING btree (_sg_new_age) WHERE (full_name <> '');
SET lock_timeout = '2s';

-- schemagen: id=c10 phase=contract lock=access-exclusive:people rewrite=no scan=no tx=own
-- The new form takes the place of the old one, and only the catalog changes: column people.age, column people.name, index people.people_age; in the same transaction made anew: column people.full_name.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_people ON public.people;
DROP FUNCTION IF EXISTS public._sg_sync_people();
ALTER TABLE public.people DROP COLUMN age;
ALTER TABLE public.people RENAME COLUMN _sg_new_age TO age;
ALTER TABLE public.people ALTER COLUMN age SET DEFAULT 18;
ALTER TABLE public.people DROP COLUMN name;
ALTER INDEX public._sg_new_people_age RENAME TO people_age;
COMMIT;
