-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e2: When foreign key notes.f_defer is checked.
BEGIN;
ALTER TABLE public.notes ALTER CONSTRAINT f_defer NOT DEFERRABLE;
COMMIT;

-- takes back e1: The comment of foreign key notes.f_comment.
BEGIN;
COMMENT ON CONSTRAINT f_comment ON public.notes IS NULL;
COMMIT;
