-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   narrows  ~ column _sg_20260101000000_new_id: filled, values verified
--            ~ table: statistics
--            + index _sg_20260101000000_new_narrows_pkey
--   wides    ~ column _sg_20260101000000_new_id: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--            ~ table: statistics
--            + index _sg_20260101000000_new_wides_pkey
--
-- Strongest locks: narrows share-update-exclusive, wides access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: narrows, wides.
-- Stops before it changes anything when rows would violate a rule further down: step m1.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps m11 and m12.
-- Commits batch by batch; run again it goes on with the rows that are left, as it must after a crash of the server: steps m2 and m5.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=m1 phase=migrate lock=none rewrite=no scan=yes tx=own
-- Values of column narrows.id that cannot become integer would stop the filling: they are looked for first.
BEGIN;
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
COMMIT;

-- schemagen: id=m2 phase=migrate lock=row-exclusive:narrows rewrite=no scan=yes tx=batched
-- Existing rows of table narrows get their values of _sg_20260101000000_new_id, 2000 keys at a time.
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

-- schemagen: id=m3 phase=migrate lock=share-update-exclusive:narrows rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.narrows (_sg_20260101000000_new_id);
COMMIT;

-- schemagen: id=m4 phase=migrate lock=none rewrite=no scan=yes tx=own
-- What contract relies on, looked at and not assumed.
BEGIN;
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
COMMIT;

-- schemagen: id=m5 phase=migrate lock=row-exclusive:wides rewrite=no scan=yes tx=batched
-- Existing rows of table wides get their values of _sg_20260101000000_new_id, 2000 keys at a time.
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

-- schemagen: id=m6 phase=migrate lock=share-update-exclusive:wides rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.wides (_sg_20260101000000_new_id);
COMMIT;

-- schemagen: id=m7 phase=migrate lock=none rewrite=no scan=yes tx=own
-- What contract relies on, looked at and not assumed.
BEGIN;
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
COMMIT;

-- schemagen: id=m8 phase=migrate lock=access-exclusive:wides rewrite=no scan=no tx=own
-- New rows must have a value of wides._sg_20260101000000_new_id from here on.
BEGIN;
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
ALTER TABLE public.wides ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id CHECK (_sg_20260101000000_new_id IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=m9 phase=migrate lock=share-update-exclusive:wides rewrite=no scan=yes tx=own
-- Looks at the existing rows for wides._sg_20260101000000_new_id without blocking writers.
BEGIN;
ALTER TABLE public.wides VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- schemagen: id=m10 phase=migrate lock=access-exclusive:wides rewrite=no scan=no tx=own
-- NOT NULL of wides._sg_20260101000000_new_id, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.wides ALTER COLUMN _sg_20260101000000_new_id SET NOT NULL;
ALTER TABLE public.wides DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
COMMIT;

-- schemagen: id=m11 phase=migrate lock=share-update-exclusive:narrows rewrite=no scan=yes tx=none
-- Index narrows._sg_20260101000000_new_narrows_pkey, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=m12 phase=migrate lock=share-update-exclusive:wides rewrite=no scan=yes tx=none
-- Index wides._sg_20260101000000_new_wides_pkey, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';
