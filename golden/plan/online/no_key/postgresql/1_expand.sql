-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   log  + column level
--        + column size
--        ~ table: kept true by a trigger
--
-- Strongest locks: log access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.log}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.log.level,column public.log.size}');

-- e1 · New column log.level, empty in existing rows for now.
CALL pg_temp.under_lock('e1', '{public.log}', $ddl$
ALTER TABLE public.log ADD COLUMN IF NOT EXISTS level text;
$ddl$);

-- e2 · New column log.size, empty in existing rows for now.
CALL pg_temp.under_lock('e2', '{public.log}', $ddl$
ALTER TABLE public.log ADD COLUMN IF NOT EXISTS size integer;
$ddl$);

-- e3 · A trigger on table log fills in level, size for the old application. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.log}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_log() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF NEW.level IS NULL THEN
        NEW.level := (SELECT case when message like 'E%' then 'error' else 'info' end FROM (SELECT NEW.*) AS log);
    END IF;
    IF NEW.size IS NULL THEN
        NEW.size := (SELECT length(message) FROM (SELECT NEW.*) AS log);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_log BEFORE INSERT OR UPDATE ON public.log
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_log();
ALTER TABLE public.log ENABLE ALWAYS TRIGGER zz_sg_20260101000000_log;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
