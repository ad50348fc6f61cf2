-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on, because of steps e1, e2 and e3.
-- This migration has nothing to do in migrate.
--
--   people  ~ table users becomes people
--           ~ column name becomes full_name
--           + column level
--   notes   ~ column user_id becomes author_id
--           - foreign key notes_user_id_fkey
--           + index notes_author_id_idx
--
-- Strongest locks: users access-exclusive, notes access-exclusive, people access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: notes.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step e6.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames table users to people. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.users RENAME TO people;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:notes rewrite=no scan=no tx=own
-- The declaration renames column notes.user_id to notes.author_id. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.notes RENAME COLUMN user_id TO author_id;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:people rewrite=no scan=no tx=own
-- The declaration renames column people.name to people.full_name. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.people RENAME COLUMN name TO full_name;
COMMIT;

-- schemagen: id=e4 phase=expand lock=access-exclusive:people rewrite=no scan=no tx=own
-- New column people.level: only the catalog changes.
BEGIN;
ALTER TABLE public.people ADD COLUMN IF NOT EXISTS level integer DEFAULT 1 NOT NULL;
COMMIT;

-- schemagen: id=e5 phase=expand lock=access-exclusive:notes,access-exclusive:people rewrite=no scan=no tx=own
-- The new application does not obey foreign key notes.notes_user_id_fkey any more.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
COMMIT;

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:notes rewrite=no scan=yes tx=none
-- Index notes.notes_author_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_author_id_idx;
CREATE INDEX CONCURRENTLY notes_author_id_idx ON public.notes USING btree (author_id);
SET lock_timeout = '2s';
