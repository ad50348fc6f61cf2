-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   log  + column short_note
--        ~ table: kept true by a trigger
--
-- Strongest locks: log access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.log}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.log.short_note}');

-- e1 · New column log.short_note, empty in existing rows for now.
CALL pg_temp.under_lock('e1', '{public.log}', $ddl$
ALTER TABLE public.log ADD COLUMN IF NOT EXISTS short_note text;
$ddl$);

-- e2 · A trigger on table log derives short_note while the old application writes what it stands on. Its name lets it fire last.
CALL pg_temp.under_lock('e2', '{public.log}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_log() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.short_note IS NULL THEN
            NEW.short_note := (SELECT left(note, 3) FROM (SELECT NEW.*) AS log);
        END IF;
    ELSIF NEW.short_note IS NOT DISTINCT FROM OLD.short_note AND ((SELECT left(note, 3) FROM (SELECT NEW.*) AS log))::text IS DISTINCT FROM ((SELECT left(note, 3) FROM (SELECT OLD.*) AS log))::text THEN
        NEW.short_note := (SELECT left(note, 3) FROM (SELECT NEW.*) AS log);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_log BEFORE INSERT OR UPDATE ON public.log
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_log();
ALTER TABLE public.log ENABLE ALWAYS TRIGGER zz_sg_20260101000000_log;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
