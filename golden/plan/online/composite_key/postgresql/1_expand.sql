-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   seats  ~ table: kept true by a trigger
--
-- Strongest locks: seats share-row-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-row-exclusive:seats rewrite=no scan=no tx=own
-- A trigger on table seats fills in note for the old application. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_seats() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.note IS NULL THEN
        NEW.note := ('none');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_seats BEFORE INSERT OR UPDATE ON public.seats
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_seats();
COMMIT;
