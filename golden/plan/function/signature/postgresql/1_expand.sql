-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   area(numeric)  + function
--   language()     ~ function: new body
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.area,function public.clean,function public.language,function public.price,function public.renamed_argument}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('e1', $ddl$
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
$ddl$);

-- e2 · New function area(numeric).
CALL pg_temp.run('e2', $ddl$
CREATE OR REPLACE FUNCTION public.area(side numeric) RETURNS numeric LANGUAGE sql AS 'SELECT side * side';
$ddl$);

-- e3 · A new body for function language().
CALL pg_temp.run('e3', $ddl$
CREATE OR REPLACE FUNCTION public.language() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
$ddl$);

CALL pg_temp.end_file();
