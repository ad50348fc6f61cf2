-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: The declaration renames in table events id to event_id, at to happened_on.
BEGIN;
DROP VIEW IF EXISTS public.events;
ALTER TABLE public._sg_20260101000000_base_events RENAME TO events;
ALTER TABLE public.events RENAME COLUMN event_id TO id;
ALTER TABLE public.events RENAME COLUMN happened_on TO at;
COMMIT;
