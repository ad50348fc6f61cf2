-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   orders  + column _sg_20260101000000_new_amount
--           + column _sg_20260101000000_new_code
--           + column _sg_20260101000000_new_place
--           ~ table: kept true by a trigger
--
-- Strongest locks: orders access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.lines,public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.orders.amount: integer,column public.orders.code: integer,column public.orders.place: integer,column public.orders.amount,column public.orders.code,column public.orders.place}',
    lacks => '{column public.orders.amount: bigint,column public.orders.code: bigint,column public.orders.place: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.orders', 'amount', 'replaced'], ['column', 'public.orders', 'code', 'replaced'], ['column', 'public.orders', 'place', 'replaced'], ['relation', 'public.big', '', 'replaced'], ['relation', 'public.bigger', '', 'replaced']],
    known => '{public.lines _sg_20260101000000_new_lines_code_fkey,public.lines lines_code_fkey,public.lines lines_pkey,public.orders _sg_20260101000000_new_orders_amount,public.orders _sg_20260101000000_new_orders_amount_positive,public.orders _sg_20260101000000_new_orders_amount_rate,public.orders _sg_20260101000000_new_orders_code,public.orders _sg_20260101000000_new_orders_double,public.orders _sg_20260101000000_new_orders_place,public.orders amount,public.orders orders_amount,public.orders orders_amount_positive,public.orders orders_amount_rate,public.orders orders_code,public.orders orders_double,public.orders orders_log,public.orders orders_pkey,public.orders orders_place}');
$ddl$);

-- e2 · A column of type bigint beside column orders.amount: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_amount bigint;
COMMENT ON COLUMN public.orders._sg_20260101000000_new_amount IS 'In cents';
CALL pg_temp.copy_column_settings('public.orders', 'amount', '_sg_20260101000000_new_amount');
$ddl$);

-- e3 · A column of type bigint beside column orders.code: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_code bigint;
CALL pg_temp.copy_column_settings('public.orders', 'code', '_sg_20260101000000_new_code');
$ddl$);

-- e4 · A column of type bigint beside column orders.place: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e4', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_place bigint;
CALL pg_temp.copy_column_settings('public.orders', 'place', '_sg_20260101000000_new_place');
$ddl$);

-- e5 · A trigger on table orders writes every value in its new type to _sg_20260101000000_new_amount, _sg_20260101000000_new_code, _sg_20260101000000_new_place as well. Its name lets it fire last.
CALL pg_temp.under_lock('e5', '{public.orders}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_orders() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_amount := NEW.amount::bigint;
    NEW._sg_20260101000000_new_code := NEW.code::bigint;
    NEW._sg_20260101000000_new_place := NEW.place::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_orders BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_orders();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER zz_sg_20260101000000_orders;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
