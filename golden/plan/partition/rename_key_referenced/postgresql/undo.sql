-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events,public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c3,c6,c7}');

-- takes back c4: No write of any kind can part both forms of about from here on.
CALL pg_temp.take_back('c4', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_notes;
$ddl$);

-- takes back m5: New rows must obey foreign key notes._sg_20260101000000_new_notes_event_id_fkey.
CALL pg_temp.take_back('m5', '{public.notes,public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_event_id_fkey;
$ddl$);

-- takes back m4: Let the new application write table notes too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m4', '{public.notes}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_notes" BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_notes();
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_notes";
$ddl$);

-- takes back e4: A trigger on table notes keeps event_id and about equal, whichever is written.
CALL pg_temp.take_back('e4', '{public.notes}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_notes" ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_notes();
$ddl$);

-- takes back e3: The new name of column notes.event_id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e3', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP COLUMN IF EXISTS about;
$ddl$);

-- takes back e2: The declaration renames in table events id to event_id.
CALL pg_temp.take_back('e2', '{public.events,public.events_0,public.events_1}', $ddl$
DROP VIEW IF EXISTS public.events;
ALTER TABLE public._sg_20260101000000_base_events RENAME TO events;
ALTER TABLE public.events RENAME COLUMN event_id TO id;
$ddl$);

CALL pg_temp.end_file(last => true);
