-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3 and c6.
--
--   events  ~ table: view of the old name dropped
--   notes   ~ column event_id becomes about
--           ~ foreign key notes_event_id_fkey
--           ~ table: trigger dropped
--           · c7: The planner of queries learns what has taken its place.
--
-- Strongest locks: events access-exclusive, notes access-exclusive, events.events_0 access-exclusive, events.events_1 access-exclusive.
-- Reads in full: notes.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c5.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events,public.notes}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.notes', 'event_id', 'replaced']],
    known => '{public.notes _sg_20260101000000_new_notes_event_id_fkey,public.notes notes_event_id_fkey,public.notes notes_pkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table notes are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of notes', 'do not have in about the value of event_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.notes
             WHERE NOT (about IS NOT DISTINCT FROM event_id)$rows$);
$ddl$);

-- c3 · The old application is gone: the table takes its name again.
CALL pg_temp.under_lock('c3', '{public.events}', $ddl$
DROP VIEW IF EXISTS public.events;
ALTER TABLE public._sg_20260101000000_base_events RENAME TO events;
$ddl$);

-- c4 · No write of any kind can part both forms of about from here on.
CALL pg_temp.under_lock('c4', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_notes;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_equal_notes CHECK (about IS NOT DISTINCT FROM event_id) NOT VALID;
$ddl$);

-- c5 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c5', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_equal_notes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: notes.about for event_id.
CALL pg_temp.under_lock('c6', '{public.events,public.notes,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.notes RENAME COLUMN about TO _sg_aside_about;
ALTER TABLE public.notes RENAME COLUMN event_id TO about;
CALL pg_temp.take_down(ARRAY[['column', 'public.notes', 'about', 'replaced']], drops => false);
ALTER TABLE public.notes RENAME COLUMN about TO event_id;
ALTER TABLE public.notes RENAME COLUMN _sg_aside_about TO about;
CALL pg_temp.drop_carried();
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_equal_notes;
ALTER TABLE public.notes DROP CONSTRAINT _sg_20260101000000_equal_notes;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_notes" ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_notes();
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_event_id_fkey;
ALTER TABLE public.notes DROP COLUMN event_id;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_notes_event_id_fkey TO notes_event_id_fkey;
CALL pg_temp.put_up();
$ddl$);

-- c7 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c7', '{public.notes}', $ddl$
ANALYZE public.notes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
