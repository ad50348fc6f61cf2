-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key notes_user_id_fkey: trigger of its action dropped
--   users  - table
--
-- Lost for good, unless there is a backup: the rows of table users.
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes,public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone, and with it the need for what foreign key notes.notes_user_id_fkey did.
CALL pg_temp.under_lock('c1', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_user_id_fkey" ON public.users;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_notes.notes_user_id_fkey"();
$ddl$);

-- c2 · Only the old application uses table users.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
DROP TABLE IF EXISTS public.users;
$ddl$);

CALL pg_temp.end_file(last => true);
