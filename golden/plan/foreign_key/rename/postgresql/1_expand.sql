-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   notes  ~ foreign key old_name becomes new_name
--
-- Strongest locks: notes access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes}',
    has => '{constraint public.notes.old_name}',
    lacks => '{constraint public.notes.new_name}');

-- e1 · The declaration renames foreign key notes.old_name to notes.new_name.
CALL pg_temp.under_lock('e1', '{public.notes}', $ddl$
ALTER TABLE public.notes RENAME CONSTRAINT old_name TO new_name;
$ddl$);
