-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   notes  ~ column author_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          + index notes_author_id_idx
--          ~ table: statistics
--          · m5: Let the new application write table notes too; a row that is given both forms of a column must be given the same.
--   users  ~ column _sg_20260101000000_new_age: filled, values verified
--          + index _sg_20260101000000_new_people_age
--          ~ table: statistics
--
-- Strongest locks: notes access-exclusive, users share-update-exclusive.
-- Reads in full: notes, users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.notes,public.people,public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c10,c16,c17,c19}');

-- m1 · Backfill author_id of table notes in batches.
CALL pg_temp.backfill('public.notes', '{id}',
    $set$author_id = (user_id)$set$,
    $missing$(author_id IS NULL AND (user_id) IS NOT NULL)$missing$);

-- m2 · Index notes.notes_author_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m2', builds => 'public.notes_author_id_idx') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.notes_author_id_idx') AND NOT indisvalid) THEN
        DROP INDEX public.notes_author_id_idx;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS notes_author_id_idx ON public.notes USING btree (author_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m2');
\endif

-- m3 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m3', '{public.notes}', $ddl$
ANALYZE public.notes (author_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m4 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m4', $ddl$
CALL pg_temp.stop_if('rows of notes', 'do not have in author_id the value of user_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.notes
             WHERE NOT (author_id IS NOT DISTINCT FROM user_id)$rows$);
$ddl$);

-- m5 · Let the new application write table notes too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m5', '{public.notes}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_notes" BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_notes('old and new application');
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_notes";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m6 · New rows must have a value of notes.author_id from here on.
CALL pg_temp.under_lock('m6', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_author_id;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_nn_author_id CHECK (author_id IS NOT NULL) NOT VALID;
$ddl$);

-- m7 · Looks at the existing rows for notes.author_id without blocking writers.
CALL pg_temp.under_lock('m7', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_nn_author_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m8 · NOT NULL of notes.author_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m8', '{public.notes}', $ddl$
ALTER TABLE public.notes ALTER COLUMN author_id SET NOT NULL;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_author_id;
$ddl$);

-- m9 · Backfill _sg_20260101000000_new_age of table users in batches.
CALL pg_temp.backfill('public.users', '{id}',
    $set$_sg_20260101000000_new_age = (age::bigint)$set$,
    $missing$_sg_20260101000000_new_age IS DISTINCT FROM age::bigint$missing$);

-- m10 · Index users._sg_20260101000000_new_people_age, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m10', builds => 'public._sg_20260101000000_new_people_age') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_people_age') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_people_age;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_people_age ON public.users USING btree (_sg_20260101000000_new_age) WHERE (name <> '');
SET lock_timeout = '200ms';
CALL pg_temp.done('m10');
\endif

-- m11 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m11', '{public.users}', $ddl$
ANALYZE public.users (_sg_20260101000000_new_age);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m12 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m12', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in _sg_20260101000000_new_age the value of age',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (_sg_20260101000000_new_age IS NOT DISTINCT FROM age::bigint)$rows$);
$ddl$);

CALL pg_temp.end_file();
