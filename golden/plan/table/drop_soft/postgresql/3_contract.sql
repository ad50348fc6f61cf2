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
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public._sg_trash_notes,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.log_note,sequence public.note_numbers,table public.notes,view public.long_notes}');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['function', 'public.log_note()', '', 'gone']],
    known => '{public.notes mood,public.notes notes_body_check,public.notes notes_body_of_an_author_who_writes_a_very_long_name_indeed_here,public.notes notes_log,public.notes notes_number_key,public.notes notes_parent_id_fkey,public.notes notes_parent_id_idx,public.notes notes_pkey,public.notes notes_user_id_fkey,public.notes number}',
    functions => '{public.log_note()}');
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
