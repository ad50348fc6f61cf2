-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e1: Changes materialized view names; in the same transaction made anew: index names.names_id and view on_it.
BEGIN;
DROP VIEW IF EXISTS public.on_it;
DROP INDEX IF EXISTS public.names_id;
DROP MATERIALIZED VIEW IF EXISTS public.names;
CREATE MATERIALIZED VIEW public.names AS
SELECT id, name FROM users;
COMMENT ON MATERIALIZED VIEW public.names IS 'Old';
CREATE UNIQUE INDEX names_id ON public.names USING btree (id);
CREATE VIEW public.on_it AS
SELECT id FROM names;
COMMIT;
