-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table new_t.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: Index new_t.u under another name, because index old_t.u still bears its own.
BEGIN;
DROP INDEX IF EXISTS public._sg_20260101000000_new_u;
COMMIT;

-- takes back e1: New table new_t.
BEGIN;
DROP TABLE IF EXISTS public.new_t;
COMMIT;
