-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in expand and migrate.
--
--   b  + foreign key b_p_q_fkey: proved for existing rows
--
-- Strongest locks: b share-row-exclusive, a share-row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: b, a.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key b.b_p_q_fkey would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT (child.p, child.q)::text AS key, row_number() OVER () AS number
              FROM public.b child
             WHERE child.p IS NOT NULL AND child.q IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.a parent WHERE parent.x = child.p AND parent.y = child.q)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key b.b_p_q_fkey; the first: %', _sg_rows, 'b', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-row-exclusive:b,share-row-exclusive:a rewrite=no scan=no tx=own
-- New rows must obey foreign key b.b_p_q_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.b'::regclass AND conname = 'b_p_q_fkey') THEN
        ALTER TABLE public.b ADD CONSTRAINT b_p_q_fkey FOREIGN KEY (p, q) REFERENCES public.a (x, y) MATCH FULL NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:b,row-share:a rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key b.b_p_q_fkey without blocking writers.
BEGIN;
ALTER TABLE public.b VALIDATE CONSTRAINT b_p_q_fkey;
COMMIT;
