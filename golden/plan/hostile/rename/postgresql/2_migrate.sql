-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   "New; one"  ~ column from: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--               ~ table: statistics
--
-- Strongest locks: "New; one" access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: "New; one".
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Commits batch by batch; run again it goes on with the rows that are left, as it must after a crash of the server: step m1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:"New; one" rewrite=no scan=yes tx=batched
-- Existing rows of table "New; one" get their values of from, 2000 keys at a time.
DO $$
DECLARE
    _sg_from record;  -- first key of a batch
    _sg_to   record;  -- last key of a batch
    _sg_last record;  -- last key of all: rows added later are served already
BEGIN
    SELECT "se lect" INTO _sg_from FROM public."New; one" ORDER BY "se lect" LIMIT 1;
    SELECT "se lect" INTO _sg_last FROM public."New; one" ORDER BY "se lect" DESC LIMIT 1;
    WHILE _sg_from IS NOT NULL LOOP
        SELECT "se lect" INTO _sg_to FROM (SELECT "se lect" FROM public."New; one" WHERE "se lect" >= _sg_from."se lect" ORDER BY "se lect" LIMIT 2000) batch
         ORDER BY "se lect" DESC LIMIT 1;
        SET LOCAL synchronous_commit = off;  -- what a crash takes back is filled again
        UPDATE public."New; one" SET "from" = ("se lect")
         WHERE "se lect" >= _sg_from."se lect" AND "se lect" <= _sg_to."se lect" AND (("from" IS NULL AND ("se lect") IS NOT NULL));
        COMMIT;
        SELECT "se lect" INTO _sg_from FROM public."New; one" WHERE "se lect" > _sg_to."se lect" AND "se lect" <= _sg_last."se lect" ORDER BY "se lect" LIMIT 1;
    END LOOP;
END
$$;

-- schemagen: id=m2 phase=migrate lock=share-update-exclusive:"New; one" rewrite=no scan=no tx=own
-- The planner of queries learns what the new values look like.
BEGIN;
ANALYZE public."New; one" ("from");
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
      FROM (SELECT "se lect"::text AS key, row_number() OVER () AS number
              FROM public."New; one"
             WHERE "from" IS DISTINCT FROM ("se lect")) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have their value of from yet; the first: %', _sg_rows, '"New; one"', _sg_keys
            USING HINT = 'Run 2_migrate.sql again.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=m4 phase=migrate lock=access-exclusive:"New; one" rewrite=no scan=no tx=own
-- New rows must have a value of "New; one".from from here on.
BEGIN;
ALTER TABLE public."New; one" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_from;
ALTER TABLE public."New; one" ADD CONSTRAINT _sg_20260101000000_nn_from CHECK ("from" IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=m5 phase=migrate lock=share-update-exclusive:"New; one" rewrite=no scan=yes tx=own
-- Looks at the existing rows for "New; one".from without blocking writers.
BEGIN;
ALTER TABLE public."New; one" VALIDATE CONSTRAINT _sg_20260101000000_nn_from;
COMMIT;

-- schemagen: id=m6 phase=migrate lock=access-exclusive:"New; one" rewrite=no scan=no tx=own
-- NOT NULL of "New; one".from, for free: the check above has proved it.
BEGIN;
ALTER TABLE public."New; one" ALTER COLUMN "from" SET NOT NULL;
ALTER TABLE public."New; one" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_from;
COMMIT;
