-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on.
-- Until contract the new application has to obey rules that it no longer states: step c5.
--
--   notes  ~ column answers: both forms held together, both forms proved equal, the new form in place of the old one
--          ~ column author_id: both forms held together, both forms proved equal, the new form in place of the old one
--          ~ foreign key notes_reply_to_fkey: trigger of its action dropped
--          - column reply_to
--          - column user_id
--          ~ table: trigger dropped
--          · c7: The planner of queries learns what has taken its place.
--
-- Strongest locks: notes access-exclusive.
-- Reads in full: notes.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.notes', 'reply_to', 'replaced'], ['column', 'public.notes', 'user_id', 'replaced']],
    known => '{public.notes notes_pkey,public.notes notes_reply_to_fkey,public.notes notes_user_id_fkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table notes are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of notes', 'do not have in answers the value of reply_to and in author_id the value of user_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.notes
             WHERE NOT (answers IS NOT DISTINCT FROM reply_to) OR NOT (author_id IS NOT DISTINCT FROM user_id)$rows$);
$ddl$);

-- c3 · No write of any kind can part both forms of answers and author_id from here on.
CALL pg_temp.under_lock('c3', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_notes;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_equal_notes CHECK (answers IS NOT DISTINCT FROM reply_to AND author_id IS NOT DISTINCT FROM user_id) NOT VALID;
$ddl$);

-- c4 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c4', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_equal_notes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · The old application is gone, and with it the need for what foreign key notes.notes_reply_to_fkey did.
CALL pg_temp.under_lock('c5', '{public.notes}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_notes.notes_reply_to_fkey" ON public.notes;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_notes.notes_reply_to_fkey"();
$ddl$);

-- c6 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: notes.answers for reply_to, notes.author_id for user_id.
CALL pg_temp.under_lock('c6', '{public.notes}', $ddl$
ALTER TABLE public.notes RENAME COLUMN answers TO _sg_aside_answers;
ALTER TABLE public.notes RENAME COLUMN reply_to TO answers;
ALTER TABLE public.notes RENAME COLUMN author_id TO _sg_aside_author_id;
ALTER TABLE public.notes RENAME COLUMN user_id TO author_id;
CALL pg_temp.take_down(ARRAY[['column', 'public.notes', 'answers', 'replaced'], ['column', 'public.notes', 'author_id', 'replaced']], drops => false);
ALTER TABLE public.notes RENAME COLUMN answers TO reply_to;
ALTER TABLE public.notes RENAME COLUMN _sg_aside_answers TO answers;
ALTER TABLE public.notes RENAME COLUMN author_id TO user_id;
ALTER TABLE public.notes RENAME COLUMN _sg_aside_author_id TO author_id;
CALL pg_temp.drop_carried();
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_equal_notes;
ALTER TABLE public.notes DROP CONSTRAINT _sg_20260101000000_equal_notes;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_notes" ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_notes();
ALTER TABLE public.notes DROP COLUMN reply_to;
ALTER TABLE public.notes DROP COLUMN user_id;
CALL pg_temp.put_up();
$ddl$);

-- c7 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c7', '{public.notes}', $ddl$
ANALYZE public.notes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
