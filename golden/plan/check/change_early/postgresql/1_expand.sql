-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e2 on.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ check users_named: proved for existing rows
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step e1.
-- Fails, and changes nothing, when existing rows violate the new rule: step e3.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=yes tx=own
-- Rows that violate check users.users_named would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.users
             WHERE NOT (length(name) > 1)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % violate check users.users_named; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Correct them, or change the rule in the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must obey check users.users_named from here on, early, as the declaration asks.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
ALTER TABLE public.users ADD CONSTRAINT users_named CHECK (length(name) > 1) NOT VALID;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Existing rows are checked against check users.users_named without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT users_named;
COMMIT;
