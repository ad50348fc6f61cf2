-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   users  + column shout
--          + column status
--          ~ table: kept true by a trigger
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.shout, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS shout text;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.status, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS status text;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-row-exclusive:users rewrite=no scan=no tx=own
-- A trigger on table users fills in shout, status for the old application. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.shout IS NULL THEN
        NEW.shout := (SELECT upper(name) FROM (SELECT NEW.*) AS users);
    END IF;
    IF NEW.status IS NULL THEN
        NEW.status := ('active');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
COMMIT;
