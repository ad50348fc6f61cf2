-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   t  + column _sg_20260101000000_new_at
--      + column _sg_20260101000000_new_code
--      + column _sg_20260101000000_new_number
--      + column _sg_20260101000000_new_price
--      + column _sg_20260101000000_new_share
--      + column _sg_20260101000000_new_small
--      ~ table: kept true by a trigger
--
-- Strongest locks: t access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.t}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.t.at: timestamp with time zone,column public.t.code: character varying(40),column public.t.number: integer,"column public.t.price: numeric(10,4)",column public.t.share: double precision,column public.t.small: smallint,column public.t.at,column public.t.code,column public.t.number,column public.t.price,column public.t.share,column public.t.small}',
    lacks => '{column public.t.at: timestamp(0) with time zone,column public.t.code: character varying(10),column public.t.number: text,"column public.t.price: numeric(10,2)",column public.t.share: integer,column public.t.small: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.t', 'at', 'replaced'], ['column', 'public.t', 'code', 'replaced'], ['column', 'public.t', 'number', 'replaced'], ['column', 'public.t', 'price', 'replaced'], ['column', 'public.t', 'share', 'replaced'], ['column', 'public.t', 'small', 'replaced']],
    known => '{public.t t_pkey}');
$ddl$);

-- e2 · A column of type timestamp(0) with time zone beside column t.at: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.t}', $ddl$
ALTER TABLE public.t ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_at timestamp(0) with time zone;
CALL pg_temp.copy_column_settings('public.t', 'at', '_sg_20260101000000_new_at');
$ddl$);

-- e3 · A column of type character varying(10) beside column t.code: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.t}', $ddl$
ALTER TABLE public.t ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_code character varying(10);
CALL pg_temp.copy_column_settings('public.t', 'code', '_sg_20260101000000_new_code');
$ddl$);

-- e4 · A column of type text beside column t.number: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e4', '{public.t}', $ddl$
ALTER TABLE public.t ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_number text;
CALL pg_temp.copy_column_settings('public.t', 'number', '_sg_20260101000000_new_number');
$ddl$);

-- e5 · A column of type numeric(10,2) beside column t.price: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e5', '{public.t}', $ddl$
ALTER TABLE public.t ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_price numeric(10,2);
CALL pg_temp.copy_column_settings('public.t', 'price', '_sg_20260101000000_new_price');
$ddl$);

-- e6 · A column of type integer beside column t.share: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e6', '{public.t}', $ddl$
ALTER TABLE public.t ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_share integer;
CALL pg_temp.copy_column_settings('public.t', 'share', '_sg_20260101000000_new_share');
$ddl$);

-- e7 · A column of type bigint beside column t.small: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e7', '{public.t}', $ddl$
ALTER TABLE public.t ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_small bigint;
CALL pg_temp.copy_column_settings('public.t', 'small', '_sg_20260101000000_new_small');
$ddl$);

-- e8 · A trigger on table t writes every value in its new type to _sg_20260101000000_new_at, _sg_20260101000000_new_code, _sg_20260101000000_new_number, _sg_20260101000000_new_price, _sg_20260101000000_new_share, _sg_20260101000000_new_small as well. Its name lets it fire last.
CALL pg_temp.under_lock('e8', '{public.t}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_t() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_at := NEW.at::timestamp(0) with time zone;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_at := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    BEGIN
        NEW._sg_20260101000000_new_code := NEW.code;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_code := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    NEW._sg_20260101000000_new_number := NEW.number::text;
    BEGIN
        NEW._sg_20260101000000_new_price := NEW.price::numeric(10,2);
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_price := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    BEGIN
        NEW._sg_20260101000000_new_share := NEW.share::integer;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_share := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    NEW._sg_20260101000000_new_small := NEW.small::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_t BEFORE INSERT OR UPDATE ON public.t
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_t();
ALTER TABLE public.t ENABLE ALWAYS TRIGGER zz_sg_20260101000000_t;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
