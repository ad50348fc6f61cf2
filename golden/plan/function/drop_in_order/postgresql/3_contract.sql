-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   b_user(integer)  - function
--   a_base(integer)  - function
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=no tx=own
-- What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
BEGIN;
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_proc'::regclass, oid, NULL::integer, true FROM pg_proc WHERE oid = to_regprocedure('public.a_base(integer)')
        UNION ALL
        SELECT 'pg_proc'::regclass, oid, NULL::integer, true FROM pg_proc WHERE oid = to_regprocedure('public.b_user(integer)')
    )
    SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0) || ' stands on '
                               || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), '; ') INTO _sg_found
      FROM touched t JOIN pg_depend d
        ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
     WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                WHEN d.classid = 'pg_rewrite'::regclass
                THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                WHEN d.classid = 'pg_proc'::regclass
                THEN d.deptype = 'n' AND (d.objid IN (to_regprocedure('public.a_base(integer)'), to_regprocedure('public.b_user(integer)'))) IS NOT TRUE
                WHEN d.classid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_constraint'::regclass,
                                   'pg_attrdef'::regclass, 'pg_trigger'::regclass) THEN false
                ELSE d.deptype = 'n' END;
    IF _sg_found IS NOT NULL THEN
        RAISE EXCEPTION 'This migration cannot carry over what schemagen does not know: %', _sg_found
            USING HINT = 'Nothing was changed. Drop it now, and create it in its new form when the last file has run.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=no tx=own
-- Only the old application calls function b_user(integer).
BEGIN;
DROP FUNCTION IF EXISTS public.b_user(integer);
COMMIT;

-- schemagen: id=c3 phase=contract lock=none rewrite=no scan=no tx=own
-- Only the old application calls function a_base(integer).
BEGIN;
DROP FUNCTION IF EXISTS public.a_base(integer);
COMMIT;
