-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   log  + column short_note
--        ~ table: kept true by a trigger
--
-- Strongest locks: log access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=access-exclusive:log rewrite=no scan=no tx=own
-- New column log.short_note, empty in existing rows for now.
BEGIN;
ALTER TABLE public.log ADD COLUMN IF NOT EXISTS short_note text;
COMMIT;

-- schemagen: id=e2 phase=expand lock=share-row-exclusive:log rewrite=no scan=no tx=own
-- A trigger on table log derives short_note while the old application writes what it stands on. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_log() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.short_note IS NULL THEN
            NEW.short_note := (SELECT left(note, 3) FROM (SELECT NEW.*) AS log);
        END IF;
    ELSIF NEW.short_note IS NOT DISTINCT FROM OLD.short_note AND (SELECT left(note, 3) FROM (SELECT NEW.*) AS log) IS DISTINCT FROM (SELECT left(note, 3) FROM (SELECT OLD.*) AS log) THEN
        NEW.short_note := (SELECT left(note, 3) FROM (SELECT NEW.*) AS log);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_log BEFORE INSERT OR UPDATE ON public.log
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_log();
COMMIT;
