-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c3}');

-- takes back c1: The new form of foreign key notes.notes_user_id_fkey is added beside the old one, for new rows.
CALL pg_temp.take_back('c1', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_user_id_fkey;
$ddl$);

CALL pg_temp.end_file(last => true);
