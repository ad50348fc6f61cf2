-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   orders  + column number
--           + column total
--           ~ table: kept true by a trigger
--           + index _sg_20260101000000_new_orders_code
--
-- Strongest locks: orders access-exclusive.
-- Reads in full: orders.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.lines,public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.orders.amount,column public.orders.code,view public.big}',
    lacks => '{column public.orders.number,column public.orders.total}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.orders', 'amount', 'replaced'], ['column', 'public.orders', 'code', 'replaced'], ['relation', 'public.big', '', 'replaced'], ['relation', 'public.bigger', '', 'replaced']],
    known => '{public.lines _sg_20260101000000_new_lines_code_fkey,public.lines lines_code_fkey,public.lines lines_pkey,public.orders _sg_20260101000000_new_orders_amount,public.orders _sg_20260101000000_new_orders_amount_positive,public.orders _sg_20260101000000_new_orders_amount_rate,public.orders _sg_20260101000000_new_orders_code,public.orders _sg_20260101000000_new_orders_double,public.orders amount,public.orders orders_amount,public.orders orders_amount_positive,public.orders orders_amount_rate,public.orders orders_code,public.orders orders_double,public.orders orders_log,public.orders orders_pkey,public.orders orders_place}');
$ddl$);

-- e2 · The new name of column orders.code is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS number integer;
CALL pg_temp.copy_column_settings('public.orders', 'code', 'number');
$ddl$);

-- e3 · The new name of column orders.amount is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e3', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS total integer;
COMMENT ON COLUMN public.orders.total IS 'In cents';
CALL pg_temp.copy_column_settings('public.orders', 'amount', 'total');
$ddl$);

-- e4 · A trigger on table orders keeps code and number, amount and total equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.orders}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_orders() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.number := NEW.code;
    NEW.total := NEW.amount;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_orders BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_orders();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER zz_sg_20260101000000_orders;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_orders() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.number IS DISTINCT FROM OLD.number AND NEW.number IS DISTINCT FROM NEW.code THEN
        IF NOT (NEW.code IS DISTINCT FROM OLD.code) THEN
            NEW.code := NEW.number;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns code and number of orders are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    IF NEW.total IS DISTINCT FROM OLD.total AND NEW.total IS DISTINCT FROM NEW.amount THEN
        IF NOT (NEW.amount IS DISTINCT FROM CASE WHEN TG_OP = 'INSERT' AND TG_NARGS > 0 THEN (0)::integer ELSE OLD.amount END) THEN
            NEW.amount := NEW.total;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns amount and total of orders are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_orders" BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_orders();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER "!_sg_20260101000000_orders";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · Index orders._sg_20260101000000_new_orders_code, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e5', builds => 'public._sg_20260101000000_new_orders_code') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_code') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_code;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_code ON public.orders USING btree (number);
SET lock_timeout = '200ms';
CALL pg_temp.done('e5');
\endif

CALL pg_temp.end_file();
