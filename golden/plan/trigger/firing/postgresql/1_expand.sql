-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ trigger t_always: new form
--          ~ trigger t_constraint: new form
--          ~ trigger t_origin: new form, comment
--          ~ trigger t_replica: new form
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:users rewrite=no scan=no tx=own
-- A new form for trigger users.t_always.
BEGIN;
ALTER TABLE public.users ENABLE ALWAYS TRIGGER t_always;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- A new form for trigger users.t_constraint.
BEGIN;
DROP TRIGGER IF EXISTS t_constraint ON public.users;
CREATE CONSTRAINT TRIGGER t_constraint AFTER INSERT OR UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION touch();
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-row-exclusive:users rewrite=no scan=no tx=own
-- A new form for trigger users.t_origin.
BEGIN;
ALTER TABLE public.users ENABLE TRIGGER t_origin;
COMMIT;

-- schemagen: id=e4 phase=expand lock=none rewrite=no scan=no tx=own
-- Takes the comment off trigger users.t_origin.
BEGIN;
COMMENT ON TRIGGER t_origin ON public.users IS NULL;
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-row-exclusive:users rewrite=no scan=no tx=own
-- A new form for trigger users.t_replica.
BEGIN;
ALTER TABLE public.users ENABLE REPLICA TRIGGER t_replica;
COMMIT;
