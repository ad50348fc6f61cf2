-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   users  ~ column id: filled, values verified
--          ~ table: statistics
--
-- Strongest locks: users share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Commits batch by batch; run again it goes on with the rows that are left, as it must after a crash of the server: step m1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:users rewrite=no scan=yes tx=batched
-- Existing rows of table users get their values of id, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT name INTO _sg_from FROM public.users ORDER BY name LIMIT 1;
    SELECT name INTO _sg_last FROM public.users ORDER BY name DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT name INTO _sg_to FROM (SELECT name FROM public.users WHERE name >= _sg_from.name ORDER BY name LIMIT 2000) batch
         ORDER BY name DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public.users SET id = (nextval('public.user_numbers'::regclass))
         WHERE name >= _sg_from.name AND name <= _sg_to.name AND (id IS NULL);
        COMMIT;
        SELECT name INTO _sg_from FROM public.users WHERE name > _sg_to.name AND name <= _sg_last.name ORDER BY name LIMIT 1;
    END LOOP;
END
$$;

-- schemagen: id=m2 phase=migrate lock=share-update-exclusive:users rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public.users (id);
COMMIT;

-- schemagen: id=m3 phase=migrate lock=none rewrite=no scan=yes tx=own
-- What contract relies on, looked at and not assumed.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT name::text AS key, row_number() OVER () AS number
              FROM public.users
             WHERE id IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of id yet; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
COMMIT;
