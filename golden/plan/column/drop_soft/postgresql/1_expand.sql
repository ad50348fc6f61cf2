-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ column fax: nullable
--          - check users_score_check
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.places,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.places.room,column public.users.fax,column public.users.full name of a person whose column name takes all sixty-three b,column public.users.score,constraint public.users.users_fax_key,constraint public.users.users_score_check,index public.users_fax_key,index public.users_score,view public.scores}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('e1', $ddl$
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.places') AND attname IN ('room') AND NOT attisdropped
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

-- e2 · The new application does not write column users.fax any more.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN fax DROP NOT NULL;
$ddl$);

-- e3 · The new application does not obey check users.users_score_check any more.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_score_check;
$ddl$);

CALL pg_temp.end_file();
