-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: Changes when foreign key notes.f_defer is checked.
BEGIN;
ALTER TABLE public.notes ALTER CONSTRAINT f_defer NOT DEFERRABLE;
COMMIT;

-- takes back e1: A new comment for foreign key notes.f_comment.
BEGIN;
COMMENT ON CONSTRAINT f_comment ON public.notes IS NULL;
COMMIT;
