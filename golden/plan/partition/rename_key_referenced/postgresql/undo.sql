-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m4: New rows must obey foreign key notes._sg_20260101000000_new_notes_event_id_fkey.
BEGIN;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_event_id_fkey;
COMMIT;

-- takes back e4: A trigger on table notes keeps event_id and about equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
COMMIT;

-- takes back e3: The new name of column notes.event_id is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.notes DROP COLUMN IF EXISTS about;
COMMIT;

-- takes back e2: The declaration renames in table events id to event_id.
BEGIN;
DROP VIEW IF EXISTS public.events;
ALTER TABLE public._sg_20260101000000_base_events RENAME TO events;
ALTER TABLE public.events RENAME COLUMN event_id TO id;
COMMIT;
