-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   notes  ~ foreign key notes_user_id_fkey: new form added beside the old one, proved for existing rows
--
-- Strongest locks: notes access-exclusive, users access-exclusive.
-- Reads in full: notes, users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.notes.notes_user_id_fkey}');

-- c1 · The new form of foreign key notes.notes_user_id_fkey is added beside the old one, for new rows.
CALL pg_temp.under_lock('c1', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_user_id_fkey;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE SET NULL NOT VALID;
$ddl$, also => '{public.users}');

-- c2 · Existing rows are checked against the new form of foreign key notes.notes_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('c2', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c3 · The new form of foreign key notes.notes_user_id_fkey takes the place of the old one.
CALL pg_temp.under_lock('c3', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey TO notes_user_id_fkey;
$ddl$);

CALL pg_temp.end_file(last => true);
