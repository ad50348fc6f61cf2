-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column events.note.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: A trigger on table events fills in note for the old application.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
COMMIT;

-- takes back e1: New column events.note, empty in existing rows for now.
BEGIN;
ALTER TABLE public.events DROP COLUMN IF EXISTS note;
COMMIT;
