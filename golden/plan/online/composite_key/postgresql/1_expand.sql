-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   seats  ~ table: kept true by a trigger
--
-- Strongest locks: seats share-row-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.seats}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.seats.note}',
    lacks => '{not null public.seats.note}');

-- e1 · A trigger on table seats fills in note for the old application. Its name lets it fire last.
CALL pg_temp.under_lock('e1', '{public.seats}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_seats() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    IF NEW.note IS NULL THEN
        NEW.note := ('none');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_seats BEFORE INSERT OR UPDATE ON public.seats
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_seats();
ALTER TABLE public.seats ENABLE ALWAYS TRIGGER zz_sg_20260101000000_seats;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
