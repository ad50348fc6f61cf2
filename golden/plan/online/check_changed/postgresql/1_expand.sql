-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   prices  + column _sg_20260101000000_new_rate
--           + column before_tax
--           ~ table: kept true by a trigger
--           ~ check prices_net_check: old or new rule
--           ~ check sensible: old or new rule
--
-- Strongest locks: prices access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.prices}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.prices.net,column public.prices.rate: integer,column public.prices.rate,constraint public.prices.prices_net_check,constraint public.prices.sensible}',
    lacks => '{column public.prices.before_tax,column public.prices.rate: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.prices', 'net', 'replaced'], ['column', 'public.prices', 'rate', 'replaced']],
    known => '{public.prices _sg_20260101000000_new_prices_net_check,public.prices _sg_20260101000000_new_sensible,public.prices prices_net_check,public.prices prices_pkey,public.prices sensible}');
$ddl$);

-- e2 · A column of type bigint beside column prices.rate: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.prices}', $ddl$
ALTER TABLE public.prices ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_rate bigint;
CALL pg_temp.copy_column_settings('public.prices', 'rate', '_sg_20260101000000_new_rate');
$ddl$);

-- e3 · The new name of column prices.net is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e3', '{public.prices}', $ddl$
ALTER TABLE public.prices ADD COLUMN IF NOT EXISTS before_tax integer;
CALL pg_temp.copy_column_settings('public.prices', 'net', 'before_tax');
$ddl$);

-- e4 · A trigger on table prices writes every value in its new type to _sg_20260101000000_new_rate as well; keeps net and before_tax equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.prices}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_prices() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_rate := NEW.rate::bigint;
    NEW.before_tax := NEW.net;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_prices BEFORE INSERT OR UPDATE ON public.prices
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_prices();
ALTER TABLE public.prices ENABLE ALWAYS TRIGGER zz_sg_20260101000000_prices;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_prices() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    IF NEW.before_tax IS DISTINCT FROM OLD.before_tax AND NEW.before_tax IS DISTINCT FROM NEW.net THEN
        IF NOT (NEW.net IS DISTINCT FROM OLD.net) THEN
            NEW.net := NEW.before_tax;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns net and before_tax of prices are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_prices" BEFORE INSERT OR UPDATE ON public.prices
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_prices();
ALTER TABLE public.prices ENABLE ALWAYS TRIGGER "!_sg_20260101000000_prices";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · Until contract a row has to obey the old or the new rule of check prices.prices_net_check, so that both applications can write.
CALL pg_temp.under_lock('e5', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_prices_net_check;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_either_prices_net_check CHECK ((net < 100000) OR (before_tax <= 100000)) NOT VALID;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS prices_net_check;
$ddl$);

-- e6 · Until contract a row has to obey the old or the new rule of check prices.sensible, so that both applications can write.
CALL pg_temp.under_lock('e6', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_sensible;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_either_sensible CHECK ((rate > 0) OR (_sg_20260101000000_new_rate >= -100)) NOT VALID;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS sensible;
$ddl$);

CALL pg_temp.end_file();
