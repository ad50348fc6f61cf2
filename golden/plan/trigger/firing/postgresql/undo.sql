-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: A new form for trigger users.t_replica.
BEGIN;
ALTER TABLE public.users ENABLE ALWAYS TRIGGER t_replica;
COMMIT;

-- takes back e4: Takes the comment off trigger users.t_origin.
BEGIN;
COMMENT ON TRIGGER t_origin ON public.users IS 'Old';
COMMIT;

-- takes back e3: A new form for trigger users.t_origin.
BEGIN;
ALTER TABLE public.users DISABLE TRIGGER t_origin;
COMMENT ON TRIGGER t_origin ON public.users IS 'Old';
COMMIT;

-- takes back e2: A new form for trigger users.t_constraint.
BEGIN;
DROP TRIGGER IF EXISTS t_constraint ON public.users;
CREATE CONSTRAINT TRIGGER t_constraint AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION touch();
COMMIT;

-- takes back e1: A new form for trigger users.t_always.
BEGIN;
ALTER TABLE public.users ENABLE TRIGGER t_always;
COMMIT;
