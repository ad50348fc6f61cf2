-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on.
-- This migration has nothing to do in migrate.
--
--   users  + check c_inherit: proved for existing rows
--          ~ check c_valid: proved for existing rows
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c4 and c5.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate check users.c_inherit would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.users
             WHERE NOT (length(name) > 0)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % violate check users.c_inherit; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Correct them, or change the rule in the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate check users.c_valid would stop this file later on.
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
        RAISE EXCEPTION '% rows of % violate check users.c_valid; the first: %', _sg_rows, 'users', _sg_keys
            USING HINT = 'Correct them, or change the rule in the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must obey check users.c_inherit from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS c_inherit;
ALTER TABLE public.users ADD CONSTRAINT c_inherit CHECK (length(name) > 0) NO INHERIT NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_c_inherit;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Existing rows are checked against check users.c_inherit without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT c_inherit;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Existing rows are checked against check users.c_valid without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT c_valid;
COMMIT;
