-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table events, table parts, table regions.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: New index events.events_user.
BEGIN;
DROP INDEX IF EXISTS public.events_user;
COMMIT;

-- takes back e4: New foreign key events.events_user_id_fkey.
BEGIN;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_user_id_fkey;
COMMIT;

-- takes back e3: New table regions.
BEGIN;
DROP TABLE IF EXISTS public.regions;
COMMIT;

-- takes back e2: New table parts.
BEGIN;
DROP TABLE IF EXISTS public.parts;
COMMIT;

-- takes back e1: New table events.
BEGIN;
DROP TABLE IF EXISTS public.events;
COMMIT;
