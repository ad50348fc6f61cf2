-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   marks  ~ foreign key marks_code_fkey: trigger of its action dropped
--   notes  ~ foreign key notes_code_fkey: trigger of its action dropped
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.marks,public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone, and with it the need for what foreign key marks.marks_code_fkey did.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_marks.marks_code_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_marks.marks_code_fkey"();
$ddl$);

-- c2 · The old application is gone, and with it the need for what foreign key notes.notes_code_fkey did.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_code_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_notes.notes_code_fkey"();
$ddl$);

CALL pg_temp.end_file(last => true);
