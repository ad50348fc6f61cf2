-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e2 on, because of steps e2, e3 and e4.
-- This migration has nothing to do in migrate.
--
--   events  ~ table logs becomes events
--   users   ~ column mail becomes email
--           ~ column size becomes shown
--
-- Strongest locks: logs access-exclusive, users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
BEGIN;
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.users') AND attname IN ('age', 'shown') AND NOT attisdropped
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

-- schemagen: id=e2 phase=expand lock=access-exclusive:logs rewrite=no scan=no tx=own
-- The declaration renames table logs to events. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.logs RENAME TO events;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames column users.mail to users.email. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.users RENAME COLUMN mail TO email;
COMMIT;

-- schemagen: id=e4 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames column users.size to users.shown. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.users RENAME COLUMN size TO shown;
COMMIT;
