-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column people.level.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e6: Index notes.notes_author_id_idx, built without blocking writers.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_author_id_idx;
SET lock_timeout = '2s';

-- takes back e5: The new application does not obey foreign key notes.notes_user_id_fkey any more.
-- For new rows at once; rows written meanwhile may break it, so it comes back NOT VALID. To prove it: ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
BEGIN;
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (author_id) REFERENCES public.people (id) NOT VALID;
COMMIT;

-- takes back e4: New column people.level: only the catalog changes.
BEGIN;
ALTER TABLE public.people DROP COLUMN IF EXISTS level;
COMMIT;

-- takes back e3: The declaration renames column people.name to people.full_name.
BEGIN;
ALTER TABLE public.people RENAME COLUMN full_name TO name;
COMMIT;

-- takes back e2: The declaration renames column notes.user_id to notes.author_id.
BEGIN;
ALTER TABLE public.notes RENAME COLUMN author_id TO user_id;
COMMIT;

-- takes back e1: The declaration renames table users to people.
BEGIN;
ALTER TABLE public.people RENAME TO users;
COMMIT;
