-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m6: NOT NULL of events.sort, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.events ALTER COLUMN sort DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of events.sort from here on.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
COMMIT;

-- takes back e3: A trigger on table events keeps kind and sort equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
COMMIT;

-- takes back e2: The new name of column events.kind is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.events DROP COLUMN IF EXISTS sort;
COMMIT;
