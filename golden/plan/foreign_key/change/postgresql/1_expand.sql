-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: steps c7, c10, c13, c16 and c19.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_deferred: when it is checked
--
-- Strongest locks: notes access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:notes rewrite=no scan=no tx=own
-- Changes when foreign key notes.f_deferred is checked.
BEGIN;
ALTER TABLE public.notes ALTER CONSTRAINT f_deferred DEFERRABLE INITIALLY DEFERRED;
COMMIT;
