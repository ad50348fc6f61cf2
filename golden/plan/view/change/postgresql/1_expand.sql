-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   a_view_on_it  ~ view
--   named         ~ view
--
-- Strongest locks: a_view_on_it access-exclusive, named access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:a_view_on_it,access-exclusive:named rewrite=no scan=no tx=own
-- Changes view named; in the same transaction made anew: view a_view_on_it. Privileges granted on view a_view_on_it and view named go with them: grant them again.
BEGIN;
DROP VIEW IF EXISTS public.a_view_on_it;
DROP VIEW IF EXISTS public.named;
CREATE VIEW public.named AS
SELECT name, id FROM users WHERE name <> 'x';
CREATE VIEW public.a_view_on_it AS
SELECT id FROM named;
COMMIT;
