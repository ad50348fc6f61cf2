-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e2: The old rule of check users.c_inherit goes first, so that both applications can write.
BEGIN;
ALTER TABLE public.users ADD CONSTRAINT c_inherit CHECK (length(name) > 0) NOT VALID;
COMMIT;

-- existing rows, for what was taken back with e2
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT c_inherit;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.c_inherit';
END
$$;
COMMIT;

-- takes back e1: The comment of check users.c_comment.
BEGIN;
COMMENT ON CONSTRAINT c_comment ON public.users IS NULL;
COMMIT;
