-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_comment: comment
--          ~ foreign key f_defer: when it is checked
--
-- Strongest locks: notes access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- A new comment for foreign key notes.f_comment.
BEGIN;
COMMENT ON CONSTRAINT f_comment ON public.notes IS 'Same id';
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:notes rewrite=no scan=no tx=own
-- Changes when foreign key notes.f_defer is checked.
BEGIN;
ALTER TABLE public.notes ALTER CONSTRAINT f_defer DEFERRABLE INITIALLY IMMEDIATE;
COMMIT;
