-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  - column fax
--          - column level
--
-- Lost for good, unless there is a backup: the values of column users.fax, the values of column users.level.
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.fax,column public.users.level}');

-- c1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('c1', $ddl$
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.users') AND attname IN ('fax', 'level') AND NOT attisdropped
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
$ddl$);

-- c2 · Only the old application uses column users.fax.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS fax;
$ddl$);

-- c3 · Only the old application uses column users.level.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS level;
$ddl$);

CALL pg_temp.end_file(last => true);
