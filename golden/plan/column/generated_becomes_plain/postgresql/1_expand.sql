-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ table: kept true by a trigger
--          ~ column twice: no longer computed
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:users rewrite=no scan=no tx=own
-- A trigger on table users derives twice while the old application writes what it stands on. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.twice IS NULL THEN
            NEW.twice := (SELECT amount * 2 FROM (SELECT NEW.*) AS users);
        END IF;
    ELSIF NEW.twice IS NOT DISTINCT FROM OLD.twice AND (SELECT amount * 2 FROM (SELECT NEW.*) AS users) IS DISTINCT FROM (SELECT amount * 2 FROM (SELECT OLD.*) AS users) THEN
        NEW.twice := (SELECT amount * 2 FROM (SELECT NEW.*) AS users);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- Column users.twice is no longer computed and keeps its values.
BEGIN;
ALTER TABLE public.users ALTER COLUMN twice DROP EXPRESSION IF EXISTS;
COMMIT;
