-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column users.level.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m9: Index users._sg_20260101000000_new_people_age, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_people_age;
SET lock_timeout = '2s';

-- takes back m7: NOT NULL of notes.author_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.notes ALTER COLUMN author_id DROP NOT NULL;
COMMIT;

-- takes back m5: New rows must have a value of notes.author_id from here on.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_author_id;
COMMIT;

-- takes back m2: Index notes.notes_author_id_idx, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_author_id_idx;
SET lock_timeout = '2s';

-- takes back e9: The declaration renames table users to people and, in it, name to full_name.
BEGIN;
DROP VIEW IF EXISTS public.people;
COMMIT;

-- takes back e8: The new application does not obey foreign key notes.notes_user_id_fkey any more.
BEGIN;
ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
COMMIT;

-- looks at existing rows after e8: The new application does not obey foreign key notes.notes_user_id_fkey any more.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_user_id_fkey';
END
$$;
COMMIT;

-- takes back e7: New column users.level: only the catalog changes.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS level;
COMMIT;

-- takes back e6: A new default for column users.age: rows that are there keep their values.
BEGIN;
ALTER TABLE public.users ALTER COLUMN age DROP DEFAULT;
COMMIT;

-- takes back e5: A trigger on table users writes every value in its new type to _sg_20260101000000_new_age as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
COMMIT;

-- takes back e4: A column of type bigint beside column users.age: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS _sg_20260101000000_new_age;
COMMIT;

-- takes back e3: A trigger on table notes keeps user_id and author_id equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
COMMIT;

-- takes back e2: The new name of column notes.user_id is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.notes DROP COLUMN IF EXISTS author_id;
COMMIT;
