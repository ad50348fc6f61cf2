-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   code_uses    + table with 2 columns, primary key, 1 foreign key
--   order_codes  + table with 2 columns
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.code_uses,public.legacy,public.order_codes,public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.orders.codes,table public.legacy}',
    lacks => '{table public.code_uses,table public.order_codes}');

-- e1 · New table code_uses.
CALL pg_temp.run('e1', $ddl$
CREATE TABLE public.code_uses (
    id bigint NOT NULL,
    code text NOT NULL,
    CONSTRAINT code_uses_pkey PRIMARY KEY (id)
);
$ddl$);

-- e2 · New table order_codes.
CALL pg_temp.run('e2', $ddl$
CREATE TABLE public.order_codes (
    id bigint NOT NULL,
    code text NOT NULL,
    CONSTRAINT _sg_20260101000000_new_order_codes_pkey PRIMARY KEY (id),
    CONSTRAINT _sg_20260101000000_new_codes UNIQUE (code)
);
COMMENT ON TABLE public.order_codes IS 'Every code that an order ever had';
COMMENT ON CONSTRAINT _sg_20260101000000_new_codes ON public.order_codes IS 'No code twice';
$ddl$);

-- e3 · New foreign key code_uses.code_uses_code_fkey.
CALL pg_temp.run('e3', $ddl$
ALTER TABLE public.code_uses ADD CONSTRAINT code_uses_code_fkey FOREIGN KEY (code) REFERENCES public.order_codes (code);
$ddl$);

CALL pg_temp.end_file();
