-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   _sg_20260101000000_new_order_status  + enum
--   order_status                  ~ enum: new values
--   history                       + column _sg_20260101000000_new_all
--                                 + column _sg_20260101000000_new_was
--                                 ~ table: kept true by a trigger
--   orders                        + column state
--                                 ~ table: kept true by a trigger
--
-- Strongest locks: history access-exclusive, orders access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.history,public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.orders.status,index public.orders_status_idx,value public.order_status.paid,type public.order_status}',
    lacks => '{column public.orders.state,valid index public.orders_state_idx}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['type', 'public.order_status', '', 'replaced'], ['column', 'public.history', 'all', 'replaced'], ['column', 'public.history', 'was', 'replaced'], ['column', 'public.orders', 'status', 'replaced']],
    known => '{public.orders orders_pkey,public.orders orders_state_idx,public.orders orders_status_idx,public.orders status}');
$ddl$);

-- e2 · New enum _sg_20260101000000_new_order_status.
CALL pg_temp.run('e2', $ddl$
CREATE TYPE public._sg_20260101000000_new_order_status AS ENUM ('new', 'settled', 'returned');
$ddl$);

-- e3 · New values of enum order_status, committed at once so that later steps can use them. The old application reads what the new one writes.
SELECT pg_temp.begins('e3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'settled' AFTER 'new';
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'returned' AFTER 'settled';
SET lock_timeout = '200ms';
CALL pg_temp.done('e3');
\endif

-- e4 · A column of type _sg_20260101000000_new_order_status[] beside column history.all: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e4', '{public.history}', $ddl$
ALTER TABLE public.history ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_all public._sg_20260101000000_new_order_status[];
CALL pg_temp.copy_column_settings('public.history', 'all', '_sg_20260101000000_new_all');
$ddl$);

-- e5 · A column of type _sg_20260101000000_new_order_status beside column history.was: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e5', '{public.history}', $ddl$
ALTER TABLE public.history ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_was public._sg_20260101000000_new_order_status;
CALL pg_temp.copy_column_settings('public.history', 'was', '_sg_20260101000000_new_was');
$ddl$);

-- e6 · A trigger on table history writes every value in its new type to _sg_20260101000000_new_all, _sg_20260101000000_new_was as well. Its name lets it fire last.
CALL pg_temp.under_lock('e6', '{public.history}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_history() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    NEW._sg_20260101000000_new_all := (SELECT array_replace("all"::text[], 'paid', 'settled')::public._sg_20260101000000_new_order_status[] FROM (SELECT NEW.*) AS history);
    NEW._sg_20260101000000_new_was := (SELECT (CASE was::text WHEN 'paid' THEN 'settled' ELSE was::text END)::public._sg_20260101000000_new_order_status FROM (SELECT NEW.*) AS history);
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_history BEFORE INSERT OR UPDATE ON public.history
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_history();
ALTER TABLE public.history ENABLE ALWAYS TRIGGER zz_sg_20260101000000_history;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e7 · The new name of column orders.status is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e7', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS state public._sg_20260101000000_new_order_status;
CALL pg_temp.copy_column_settings('public.orders', 'status', 'state');
$ddl$);

-- e8 · A trigger on table orders keeps status and state equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e8', '{public.orders}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_orders() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    IF NEW.state IS NULL OR NOT ((row(NEW.state)::record *= row((SELECT (CASE status::text WHEN 'paid' THEN 'settled' ELSE status::text END)::public._sg_20260101000000_new_order_status FROM (SELECT NEW.*) AS orders))::record OR row(NEW.status)::record *= row(((SELECT (CASE state::text WHEN 'settled' THEN 'paid' ELSE state::text END)::public.order_status FROM (SELECT NEW.*) AS orders))::public.order_status)::record)) THEN
        NEW.state := (SELECT (CASE status::text WHEN 'paid' THEN 'settled' ELSE status::text END)::public._sg_20260101000000_new_order_status FROM (SELECT NEW.*) AS orders);
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
    IF row(NEW.state)::record *<> row(OLD.state)::record AND NOT ((row(NEW.state)::record *= row((SELECT (CASE status::text WHEN 'paid' THEN 'settled' ELSE status::text END)::public._sg_20260101000000_new_order_status FROM (SELECT NEW.*) AS orders))::record OR row(NEW.status)::record *= row(((SELECT (CASE state::text WHEN 'settled' THEN 'paid' ELSE state::text END)::public.order_status FROM (SELECT NEW.*) AS orders))::public.order_status)::record)) THEN
        IF NOT (row(NEW.status)::record *<> row(CASE WHEN TG_OP = 'INSERT' AND TG_NARGS > 0 THEN ('paid')::public.order_status ELSE OLD.status END)::record) THEN
            NEW.status := (SELECT (CASE state::text WHEN 'settled' THEN 'paid' ELSE state::text END)::public.order_status FROM (SELECT NEW.*) AS orders);
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

CALL pg_temp.end_file();
