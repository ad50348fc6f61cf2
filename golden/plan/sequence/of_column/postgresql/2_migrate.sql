-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   narrows  ~ column _sg_20260101000000_new_id: filled, values verified
--            ~ table: statistics
--            + index _sg_20260101000000_new_narrows_pkey
--   wides    ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--            ~ table: statistics
--            + index _sg_20260101000000_new_wides_pkey
--
-- Strongest locks: narrows share-update-exclusive, wides access-exclusive.
-- Reads in full: narrows, wides.
-- Stops before it changes anything when rows would violate a rule further down: step m1.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.narrows,public.wides}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c7,c8}');

-- m1 · Values of column narrows.id that cannot become integer would stop the filling: they are looked for first.
CALL pg_temp.look('m1', $ddl$
DO $$
DECLARE
    _sg_row   public.narrows%ROWTYPE;
    _sg_value integer;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.narrows WHERE id IS NOT NULL LOOP
        BEGIN
            _sg_value := (SELECT id::integer FROM (SELECT _sg_row.*) AS narrows);
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of id that do not become integer; the first: %',
                        _sg_rows, 'narrows', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- m2 · Existing rows of table narrows get their values of _sg_20260101000000_new_id, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.narrows ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.narrows ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.narrows WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.narrows SET _sg_20260101000000_new_id = (id::integer)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_id IS DISTINCT FROM (id::integer));
        COMMIT;
        SELECT id INTO _sg_from FROM public.narrows WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m3 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m3', '{public.narrows}', $ddl$
ANALYZE public.narrows (_sg_20260101000000_new_id);
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
              FROM public.narrows
             WHERE _sg_20260101000000_new_id IS DISTINCT FROM (id::integer)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_id yet; the first: %', _sg_rows, 'narrows', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m5 · Existing rows of table wides get their values of _sg_20260101000000_new_id, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT id INTO _sg_from FROM public.wides ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.wides ORDER BY id DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.wides WHERE id >= _sg_from.id ORDER BY id LIMIT 2000) batch
         ORDER BY id DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.wides SET _sg_20260101000000_new_id = (id::bigint)
         WHERE id >= _sg_from.id AND id <= _sg_to.id AND (_sg_20260101000000_new_id IS DISTINCT FROM (id::bigint));
        COMMIT;
        SELECT id INTO _sg_from FROM public.wides WHERE id > _sg_to.id AND id <= _sg_last.id ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- m6 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m6', '{public.wides}', $ddl$
ANALYZE public.wides (_sg_20260101000000_new_id);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m7', $ddl$
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.wides
             WHERE _sg_20260101000000_new_id IS DISTINCT FROM (id::bigint)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of _sg_20260101000000_new_id yet; the first: %', _sg_rows, 'wides', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
$ddl$);

-- m8 · New rows must have a value of wides._sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('m8', '{public.wides}', $ddl$
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.wides ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
$ddl$);

-- m9 · Looks at the existing rows for wides._sg_20260101000000_new_id without blocking writers.
CALL pg_temp.under_lock('m9', '{public.wides}', $ddl$
ALTER TABLE public.wides VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m10 · NOT NULL of wides._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.under_lock('m10', '{public.wides}', $ddl$
ALTER TABLE public.wides ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- m11 · Index narrows._sg_20260101000000_new_narrows_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m11') AS begins \gset
\if :begins
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_narrows_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_narrows_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_narrows_pkey ON public.narrows USING btree (_sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m11');
\endif

-- m12 · Index wides._sg_20260101000000_new_wides_pkey, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('m12') AS begins \gset
\if :begins
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_wides_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_wides_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_wides_pkey ON public.wides USING btree (_sg_20260101000000_new_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('m12');
\endif

CALL pg_temp.end_file();
