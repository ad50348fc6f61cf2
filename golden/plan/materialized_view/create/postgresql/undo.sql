-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: New index names.names_id.
BEGIN;
DROP INDEX IF EXISTS public.names_id;
COMMIT;

-- takes back e2: New materialized view names.
BEGIN;
DROP MATERIALIZED VIEW IF EXISTS public.names;
COMMIT;

-- takes back e1: New materialized view empty.
BEGIN;
DROP MATERIALIZED VIEW IF EXISTS public.empty;
COMMIT;
