-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   order_status  + enum
--   orders        + table with 2 columns, primary key
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    lacks => '{table public.orders,type public.order_status}');

-- e1 · New enum order_status.
CALL pg_temp.run('e1', $ddl$
CREATE TYPE public.order_status AS ENUM ('new', 'paid', 'it''s');
$ddl$);

-- e2 · New table orders.
CALL pg_temp.run('e2', $ddl$
CREATE TABLE public.orders (
    id integer NOT NULL,
    status public.order_status DEFAULT 'new' NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (id)
);
$ddl$);

CALL pg_temp.end_file(last => true);
