-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   area(numeric)  + function
--   language()     ~ function: new body
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
SET check_function_bodies = off;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
BEGIN;
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_proc'::regclass, oid, NULL::integer, true FROM pg_proc WHERE oid = to_regprocedure('public.area(integer)')
        UNION ALL
        SELECT 'pg_proc'::regclass, oid, NULL::integer, false FROM pg_proc WHERE oid = to_regprocedure('public.clean()')
        UNION ALL
        SELECT 'pg_proc'::regclass, oid, NULL::integer, false FROM pg_proc WHERE oid = to_regprocedure('public.price(integer, integer)')
        UNION ALL
        SELECT 'pg_proc'::regclass, oid, NULL::integer, false FROM pg_proc WHERE oid = to_regprocedure('public.renamed_argument(integer)')
    )
    SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0) || ' stands on '
                               || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), '; ') INTO _sg_found
      FROM touched t JOIN pg_depend d
        ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
     WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                WHEN d.classid = 'pg_rewrite'::regclass
                THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                WHEN d.classid = 'pg_proc'::regclass
                THEN d.deptype = 'n' AND (d.objid IN (to_regprocedure('public.area(integer)'), to_regprocedure('public.clean()'), to_regprocedure('public.price(integer, integer)'), to_regprocedure('public.renamed_argument(integer)'))) IS NOT TRUE
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

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New function area(numeric).
BEGIN;
CREATE OR REPLACE FUNCTION public.area(side numeric) RETURNS numeric LANGUAGE sql AS 'SELECT side * side';
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- A new body for function language().
BEGIN;
CREATE OR REPLACE FUNCTION public.language() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
COMMIT;
