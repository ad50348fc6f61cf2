-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column log.short_note.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: A trigger on table log derives short_note while the old application writes what it stands on.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_log ON public.log;
DROP FUNCTION IF EXISTS public._sg_20260101000000_log();
COMMIT;

-- takes back e1: New column log.short_note, empty in existing rows for now.
BEGIN;
ALTER TABLE public.log DROP COLUMN IF EXISTS short_note;
COMMIT;
