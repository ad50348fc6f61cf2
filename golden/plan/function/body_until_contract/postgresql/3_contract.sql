-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   stamp()  ~ function: new body
--   parts    - column modified
--
-- Lost for good, unless there is a backup: the values of column parts.modified.
-- Strongest locks: parts access-exclusive. A lock that is not had in 2 s ends the file.
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
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.parts') AND attname IN ('modified') AND NOT attisdropped
    )
    SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0) || ' stands on '
                               || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), '; ') INTO _sg_found
      FROM touched t JOIN pg_depend d
        ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
     WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                WHEN d.classid = 'pg_rewrite'::regclass
                THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                WHEN d.classid = 'pg_proc'::regclass
                THEN d.deptype = 'n'
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
-- A new body for function stamp(): the old one serves the old application until here, and names column parts.modified, which goes.
BEGIN;
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.v := lower(new.v); RETURN new; END $$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:parts rewrite=no scan=no loss=column:parts.modified tx=own
-- Only the old application uses column parts.modified.
BEGIN;
ALTER TABLE public.parts DROP COLUMN IF EXISTS modified;
COMMIT;
