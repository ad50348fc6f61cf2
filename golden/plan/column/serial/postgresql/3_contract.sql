-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in migrate.
--
--   a  ~ column id: new type
--      ~ all rows written anew
--   c  ~ column id: numbering dropped
--
-- Strongest locks: a access-exclusive, c access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: a.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:a rewrite=yes scan=no tx=own
-- Changes column a.id.
BEGIN;
ALTER TABLE public.a
    ALTER COLUMN id TYPE bigint;
DO $$
BEGIN
    EXECUTE coalesce('ALTER SEQUENCE ' || pg_get_serial_sequence('public.a', 'id') || ' AS bigint', 'SELECT 1');
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:c rewrite=no scan=no tx=own
-- Column c.id gets no more numbers of its own.
BEGIN;
ALTER TABLE public.c ALTER COLUMN id DROP DEFAULT;
DO $$
BEGIN
    EXECUTE coalesce('DROP SEQUENCE ' || pg_get_serial_sequence('public.c', 'id'), 'SELECT 1');
END
$$;
COMMIT;
