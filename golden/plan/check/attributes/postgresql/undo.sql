-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: Until contract a row has to obey the old or the new rule of check users.c_inherit, so that both applications can write.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS c_inherit;
ALTER TABLE public.users ADD CONSTRAINT c_inherit CHECK (length(name) > 0) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_c_inherit;
COMMIT;

-- looks at existing rows after e2: Until contract a row has to obey the old or the new rule of check users.c_inherit, so that both applications can write.
BEGIN;
DO $$
BEGIN
    ALTER TABLE public.users VALIDATE CONSTRAINT c_inherit;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check users.c_inherit';
END
$$;
COMMIT;

-- takes back e1: A new comment for check users.c_comment.
BEGIN;
COMMENT ON CONSTRAINT c_comment ON public.users IS NULL;
COMMIT;
