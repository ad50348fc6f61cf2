-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in migrate.
--
--   notes  + foreign key notes_user_id_fkey: proved for existing rows
--
-- Strongest locks: notes share-row-exclusive, users share-row-exclusive.
-- Reads in full: notes, users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate foreign key notes.notes_user_id_fkey would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.notes_user_id_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    'child.user_id::text', $rows$public.notes child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.user_id)$rows$, sorts => true);
$ddl$);

-- c2 · New rows must obey foreign key notes.notes_user_id_fkey.
CALL pg_temp.under_lock('c2', '{public.notes,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = 'notes_user_id_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c3 · Existing rows are checked against foreign key notes.notes_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('c3', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
