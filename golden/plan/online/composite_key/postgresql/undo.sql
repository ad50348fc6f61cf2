-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: A trigger on table seats fills in note for the old application.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_seats ON public.seats;
DROP FUNCTION IF EXISTS public._sg_20260101000000_seats();
COMMIT;
