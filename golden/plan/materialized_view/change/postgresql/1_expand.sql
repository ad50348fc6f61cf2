-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   names  ~ index names_id
--          ~ materialized view
--   on_it  ~ view
--
-- Strongest locks: on_it access-exclusive, names access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: names.
-- Reads all rows while others wait: step e1.
-- Writers wait while this runs: step e1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:on_it,access-exclusive:names rewrite=no scan=yes tx=own
-- Changes materialized view names; in the same transaction made anew: index names.names_id and view on_it. Privileges granted on view on_it and materialized view names go with them: grant them again.
BEGIN;
DROP VIEW IF EXISTS public.on_it;
DROP INDEX IF EXISTS public.names_id;
DROP MATERIALIZED VIEW IF EXISTS public.names;
CREATE MATERIALIZED VIEW public.names AS
SELECT id, name FROM users WHERE id > 1;
COMMENT ON MATERIALIZED VIEW public.names IS 'New';
CREATE UNIQUE INDEX names_id ON public.names USING btree (id);
CREATE VIEW public.on_it AS
SELECT id FROM names;
COMMIT;
