-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ column age: NOT NULL for new rows, proved for existing rows, NOT NULL
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows without a value of users.age would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.users
             WHERE age IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of age; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must have a value of users.age from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_age;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_nn_age CHECK (age IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Looks at the existing rows for users.age without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_nn_age;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- NOT NULL of users.age, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.users ALTER COLUMN age SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_age;
COMMIT;
