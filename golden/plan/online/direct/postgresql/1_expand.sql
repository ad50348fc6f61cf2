-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e2 on, because of steps e2, e3 and e4.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   events  ~ table logs becomes events
--   users   ~ column mail becomes email
--           ~ column size becomes shown
--
-- Strongest locks: logs access-exclusive, users access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events,public.logs,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.age: integer,column public.users.mail,column public.users.size,column public.users.size: integer,table public.logs,column public.users.age}',
    lacks => '{column public.users.age: bigint,column public.users.email,column public.users.shown,column public.users.shown: text,table public.events}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('e1', $ddl$
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
$ddl$);

-- e2 · The declaration renames table logs to events. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e2', '{public.logs}', $ddl$
ALTER TABLE public.logs RENAME TO events;
$ddl$);

-- e3 · The declaration renames column users.mail to users.email. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN mail TO email;
$ddl$);

-- e4 · The declaration renames column users.size to users.shown. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN size TO shown;
$ddl$);

CALL pg_temp.end_file();
