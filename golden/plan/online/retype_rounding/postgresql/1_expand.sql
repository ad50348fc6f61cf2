-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   prices    + column _sg_20260101000000_new_net
--             + column _sg_20260101000000_new_place
--             ~ table: kept true by a trigger
--   readings  + column _sg_20260101000000_new_value
--             ~ table: kept true by a trigger
--
-- Strongest locks: prices access-exclusive, readings access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.prices,public.readings}',
    marker => 'public._sg_20260101000000()',
    has => '{"column public.prices.net: numeric(12,4)",column public.prices.place: point,"column public.readings.value: numeric(12,4)",column public.prices.net,column public.prices.place,column public.readings.value}',
    lacks => '{"column public.prices.net: numeric(12,2)",column public.prices.place: text,"column public.readings.value: numeric(12,2)"}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.prices', 'net', 'replaced'], ['column', 'public.prices', 'place', 'replaced'], ['column', 'public.readings', 'value', 'replaced']],
    known => '{public.prices prices_pkey}');
$ddl$);

-- e2 · A column of type numeric(12,2) beside column prices.net: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.prices}', $ddl$
ALTER TABLE public.prices ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_net numeric(12,2);
CALL pg_temp.copy_column_settings('public.prices', 'net', '_sg_20260101000000_new_net');
$ddl$);

-- e3 · A column of type text beside column prices.place: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.prices}', $ddl$
ALTER TABLE public.prices ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_place text;
CALL pg_temp.copy_column_settings('public.prices', 'place', '_sg_20260101000000_new_place');
$ddl$);

-- e4 · A trigger on table prices writes every value in its new type to _sg_20260101000000_new_net, _sg_20260101000000_new_place as well. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.prices}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_prices() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_net := (SELECT net / 3.0 FROM (SELECT NEW.*) AS prices);
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_net := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    BEGIN
        NEW._sg_20260101000000_new_place := NEW.place::text;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_place := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_prices BEFORE INSERT OR UPDATE ON public.prices
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_prices();
ALTER TABLE public.prices ENABLE ALWAYS TRIGGER zz_sg_20260101000000_prices;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · A column of type numeric(12,2) beside column readings.value: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e5', '{public.readings}', $ddl$
ALTER TABLE public.readings ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_value numeric(12,2);
CALL pg_temp.copy_column_settings('public.readings', 'value', '_sg_20260101000000_new_value');
$ddl$);

-- e6 · A trigger on table readings writes every value in its new type to _sg_20260101000000_new_value as well. Its name lets it fire last.
CALL pg_temp.under_lock('e6', '{public.readings}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_readings() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_value := (SELECT value / 3.0 FROM (SELECT NEW.*) AS readings);
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_value := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_readings BEFORE INSERT OR UPDATE ON public.readings
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_readings();
ALTER TABLE public.readings ENABLE ALWAYS TRIGGER zz_sg_20260101000000_readings;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
