-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   orders  + column _sg_20260101000000_new_status
--           ~ table: kept true by a trigger
--
-- Strongest locks: orders access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.orders.status: order_status,type public.order_status,column public.orders.status}',
    lacks => '{column public.orders.status: text}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.orders', 'status', 'replaced']],
    known => '{public.orders orders_pkey,public.orders status}');
$ddl$);

-- e2 · A column of type text beside column orders.status: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_status text;
CALL pg_temp.copy_column_settings('public.orders', 'status', '_sg_20260101000000_new_status');
$ddl$);

-- e3 · A trigger on table orders writes every value in its new type to _sg_20260101000000_new_status as well. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.orders}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_orders() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_status := NEW.status::text;
    EXCEPTION WHEN OTHERS THEN
        NEW._sg_20260101000000_new_status := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_orders BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_orders();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER zz_sg_20260101000000_orders;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
