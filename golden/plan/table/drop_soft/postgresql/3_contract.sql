-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   long_notes       - view
--   note_numbers     - sequence
--   _sg_trash_notes  ~ table notes becomes _sg_trash_notes
--   log_note()       - function
--
-- Strongest locks: notes access-exclusive, users access-exclusive, long_notes access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public._sg_trash_notes,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.log_note,sequence public.note_numbers,table public.notes,view public.long_notes}');

-- c1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.run('c1', $ddl$
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_proc'::regclass, oid, NULL::integer, true FROM pg_proc WHERE oid = to_regprocedure('public.log_note()')
    )
    SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0) || ' stands on '
                               || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), '; ') INTO _sg_found
      FROM touched t JOIN pg_depend d
        ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
     WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                WHEN d.classid = 'pg_rewrite'::regclass
                THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                WHEN d.classid = 'pg_proc'::regclass
                THEN d.deptype = 'n' AND (d.objid IN (to_regprocedure('public.log_note()'))) IS NOT TRUE
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

-- c2 · The old application may rely on foreign key notes.notes_user_id_fkey until here.
CALL pg_temp.under_lock('c2', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
$ddl$);

-- c3 · Only the old application reads view long_notes.
CALL pg_temp.under_lock('c3', '{public.long_notes}', $ddl$
DROP VIEW IF EXISTS public.long_notes;
$ddl$);

-- c4 · Only the old application uses table notes. It is set aside as _sg_trash_notes with all that it holds, until a later migration drops it.
CALL pg_temp.under_lock('c4', '{public.notes}', $ddl$
DROP TRIGGER IF EXISTS notes_log ON public.notes;
ALTER SEQUENCE IF EXISTS public.note_numbers RENAME TO _sg_trash_note_numbers;
ALTER INDEX IF EXISTS public.notes_pkey RENAME TO _sg_trash_notes_pkey;
ALTER INDEX IF EXISTS public.notes_number_key RENAME TO _sg_trash_notes_number_key;
ALTER INDEX IF EXISTS public.notes_body_of_an_author_who_writes_a_very_long_name_indeed_here RENAME TO _sg_trash_notes_body_of_an_author_who_writes_a_very_lo_1aa25e09;
ALTER INDEX IF EXISTS public.notes_parent_id_idx RENAME TO _sg_trash_notes_parent_id_idx;
ALTER TABLE IF EXISTS public.notes RENAME TO _sg_trash_notes;
$ddl$);

-- c5 · Only the old application calls function log_note().
CALL pg_temp.run('c5', $ddl$
DROP FUNCTION IF EXISTS public.log_note();
$ddl$);

CALL pg_temp.end_file(last => true);
