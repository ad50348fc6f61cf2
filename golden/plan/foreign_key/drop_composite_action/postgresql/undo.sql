-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1}');

-- takes back e1: The new application does not obey foreign key notes.notes_pair any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e1', '{public.notes,other.pairs}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_public.notes.notes_pair" ON other.pairs;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_public.notes.notes_pair"();
ALTER TABLE public.notes ADD CONSTRAINT notes_pair FOREIGN KEY (a, b) REFERENCES other.pairs (a, "b B") ON UPDATE CASCADE ON DELETE SET NULL (b) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e1: The new application does not obey foreign key notes.notes_pair any more.
-- Rows that refer to nothing, written by the new application, stay; the key holds for new rows only then.
CALL pg_temp.take_back('e1', '{public.notes,other.pairs}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.notes VALIDATE CONSTRAINT notes_pair;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'foreign key notes.notes_pair';
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
