-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: A new comment for materialized view names.
BEGIN;
COMMENT ON COLUMN public.names.id IS NULL;
COMMENT ON COLUMN public.names.name IS 'Old';
COMMIT;

-- takes back e2: New options for materialized view names.
BEGIN;
ALTER MATERIALIZED VIEW public.names SET (fillfactor = 90);
COMMIT;

-- takes back e1: Materialized view later is filled.
BEGIN;
REFRESH MATERIALIZED VIEW public.later WITH NO DATA;
COMMIT;
