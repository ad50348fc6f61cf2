-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
--
--   _sg_20260101000000_new_order_status  + enum
--   history                       + column _sg_20260101000000_new_was
--                                 ~ table: kept true by a trigger
--   orders                        + column state
--                                 ~ table: kept true by a trigger
--                                 - check orders_check
--
-- Strongest locks: history access-exclusive, orders access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.history,public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.orders.status,constraint public.orders.orders_check,index public.orders_status_idx,value public.order_status.lost,value public.order_status.open,type public.order_status}',
    lacks => '{column public.orders.state,valid index public.orders_state_idx}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['type', 'public.order_status', '', 'replaced'], ['column', 'public.history', 'was', 'replaced'], ['column', 'public.orders', 'status', 'replaced']],
    known => '{public.orders orders_check,public.orders orders_pkey,public.orders orders_state_idx,public.orders orders_status_idx,public.orders status}');
$ddl$);

-- e2 · New enum _sg_20260101000000_new_order_status.
CALL pg_temp.run('e2', $ddl$
CREATE TYPE public._sg_20260101000000_new_order_status AS ENUM ('shipped', 'paid', 'new');
$ddl$);

-- e3 · A column of type _sg_20260101000000_new_order_status beside column history.was: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.history}', $ddl$
ALTER TABLE public.history ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_was public._sg_20260101000000_new_order_status;
CALL pg_temp.copy_column_settings('public.history', 'was', '_sg_20260101000000_new_was');
$ddl$);

-- e4 · A trigger on table history writes every value in its new type to _sg_20260101000000_new_was as well. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.history}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_history() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    NEW._sg_20260101000000_new_was := (SELECT (CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status FROM (SELECT NEW.*) AS history);
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_history BEFORE INSERT OR UPDATE ON public.history
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_history();
ALTER TABLE public.history ENABLE ALWAYS TRIGGER zz_sg_20260101000000_history;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · The new name of column orders.status is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e5', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS state public._sg_20260101000000_new_order_status;
CALL pg_temp.copy_column_settings('public.orders', 'status', 'state');
$ddl$);

-- e6 · A trigger on table orders keeps status and state equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e6', '{public.orders}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_orders() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF NEW.state IS NULL OR NOT ((row(NEW.state)::record *= row((SELECT (CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status FROM (SELECT NEW.*) AS orders))::record OR row(NEW.status)::record *= row((NEW.state::text::public.order_status)::public.order_status)::record)) THEN
        NEW.state := (SELECT (CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status FROM (SELECT NEW.*) AS orders);
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_orders BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_orders();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER zz_sg_20260101000000_orders;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_orders() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF row(NEW.state)::record *<> row(OLD.state)::record AND NOT ((row(NEW.state)::record *= row((SELECT (CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status FROM (SELECT NEW.*) AS orders))::record OR row(NEW.status)::record *= row((NEW.state::text::public.order_status)::public.order_status)::record)) THEN
        IF NOT (row(NEW.status)::record *<> row(CASE WHEN TG_OP = 'INSERT' AND TG_NARGS > 0 THEN ('new')::public.order_status ELSE OLD.status END)::record) THEN
            NEW.status := NEW.state::text::public.order_status;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns status and state of orders are given different values.',
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

-- e7 · The new application does not obey check orders.orders_check any more.
CALL pg_temp.under_lock('e7', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_check;
$ddl$);

CALL pg_temp.end_file();
