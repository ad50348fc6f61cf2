-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
--
--   a  ~ column id: the new form in place of the old one
--      ~ primary key: dropped
--      ~ table: trigger dropped
--   c  ~ column id: numbering dropped
--
-- Strongest locks: a access-exclusive, c access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:a rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: a.id in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_a ON public.a;
DROP FUNCTION IF EXISTS public._sg_sync_a();
ALTER TABLE public.a DROP CONSTRAINT IF EXISTS a_pkey;
DO $$
DECLARE
    _sg_sequence regclass := pg_get_serial_sequence('public.a', 'id');
BEGIN
    EXECUTE format('ALTER SEQUENCE %s AS bigint OWNED BY %s.%I', _sg_sequence, 'public.a', '_sg_new_id');
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT nextval(%L::regclass)', 'public.a', '_sg_new_id', _sg_sequence);
END
$$;
ALTER TABLE public.a DROP COLUMN id;
ALTER TABLE public.a RENAME COLUMN _sg_new_id TO id;
ALTER TABLE public.a ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX _sg_new_a_pkey;
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
