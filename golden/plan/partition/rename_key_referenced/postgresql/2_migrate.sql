-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   notes  ~ column about: filled, values verified
--          ~ table: statistics
--          · m4: Let the new application write table notes too; a row that is given both forms of a column must be given the same.
--          + foreign key _sg_20260101000000_new_notes_event_id_fkey: proved for existing rows
--
-- Strongest locks: notes share-row-exclusive, events share-row-exclusive, events.events_0 share-row-exclusive, events.events_1 share-row-exclusive.
-- Reads in full: notes, events.events_0, events.events_1.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.events,public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c6}');

-- m1 · Backfill about of table notes in batches.
CALL pg_temp.backfill('public.notes', '{id}',
    $set$about = (event_id)$set$,
    $missing$(about IS NULL AND (event_id) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.notes}', $ddl$
ANALYZE public.notes (about);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of notes', 'do not have in about the value of event_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.notes
             WHERE NOT (about IS NOT DISTINCT FROM event_id)$rows$);
$ddl$);

-- m4 · Let the new application write table notes too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m4', '{public.notes}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_notes" BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_notes('old and new application');
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_notes";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m5 · New rows must obey foreign key notes._sg_20260101000000_new_notes_event_id_fkey.
CALL pg_temp.under_lock('m5', '{public.notes,public.events,public.events_0,public.events_1}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = '_sg_20260101000000_new_notes_event_id_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_notes_event_id_fkey FOREIGN KEY (about) REFERENCES public._sg_20260101000000_base_events (event_id) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m6 · Existing rows are checked against foreign key notes._sg_20260101000000_new_notes_event_id_fkey without blocking writers.
CALL pg_temp.under_lock('m6', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_notes_event_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file();
