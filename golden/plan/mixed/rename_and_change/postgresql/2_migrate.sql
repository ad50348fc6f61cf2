-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   notes  ~ column author_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--          + index notes_author_id_idx
--          ~ table: statistics
--   users  ~ column _sg_20260101000000_new_age: filled, values verified
--          + index _sg_20260101000000_new_people_age
--          ~ table: statistics
--
-- Strongest locks: notes access-exclusive, users share-update-exclusive.
-- Reads in full: notes, users.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.notes,public.people,public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c4,c5,c7,c9,c10,c11}');

-- m1 · Existing rows of table notes get their values of author_id, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.notes ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.notes ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.notes WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.notes SET author_id = (user_id)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND ((author_id IS NULL AND (user_id) IS NOT NULL));
        COMMIT;
        SELECT id INTO _sg_from FROM public.notes WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m2 · Index notes.notes_author_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m2') AS begins \gset
\if :begins
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
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.notes
             WHERE author_id IS DISTINCT FROM (user_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of author_id yet; the first: %', _sg_rows, 'notes', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m5 · New rows must have a value of notes.author_id from here on.
CALL pg_temp.under_lock('m5', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_author_id;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_nn_author_id CHECK (author_id IS NOT NULL) NOT VALID;
$ddl$);

-- m6 · Looks at the existing rows for notes.author_id without blocking writers.
CALL pg_temp.under_lock('m6', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_nn_author_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · NOT NULL of notes.author_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m7', '{public.notes}', $ddl$
ALTER TABLE public.notes ALTER COLUMN author_id SET NOT NULL;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_author_id;
$ddl$);

-- m8 · Existing rows of table users get their values of _sg_20260101000000_new_age, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.users ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.users ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.users WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.users SET _sg_20260101000000_new_age = (age::bigint)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_age IS DISTINCT FROM (age::bigint));
        COMMIT;
        SELECT id INTO _sg_from FROM public.users WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m9 · Index users._sg_20260101000000_new_people_age, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m9') AS begins \gset
\if :begins
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
CALL pg_temp.done('m9');
\endif

-- m10 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m10', '{public.users}', $ddl$
ANALYZE public.users (_sg_20260101000000_new_age);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m11 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m11', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.users
             WHERE _sg_20260101000000_new_age IS DISTINCT FROM (age::bigint)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_age yet; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
