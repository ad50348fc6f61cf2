-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: The new application writes numbers of its own to column meters.number.
BEGIN;
ALTER TABLE public.meters ALTER COLUMN number SET GENERATED ALWAYS;
COMMIT;

-- takes back e1: A trigger on table meters fills in other for the old application.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_meters ON public.meters;
DROP FUNCTION IF EXISTS public._sg_20260101000000_meters();
COMMIT;
