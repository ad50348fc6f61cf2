-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- This migration has nothing to do in migrate.
--
--   code_uses    + table with 2 columns, primary key, 1 foreign key
--   order_codes  + table with 2 columns
--
-- Locks nothing that was there before.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table code_uses.
BEGIN;
CREATE TABLE public.code_uses (
    id bigint NOT NULL,
    code text NOT NULL,
    CONSTRAINT code_uses_pkey PRIMARY KEY (id)
);
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=no tx=own
-- New table order_codes.
BEGIN;
CREATE TABLE public.order_codes (
    id bigint NOT NULL,
    code text NOT NULL,
    CONSTRAINT _sg_20260101000000_new_order_codes_pkey PRIMARY KEY (id),
    CONSTRAINT _sg_20260101000000_new_codes UNIQUE (code)
);
COMMENT ON TABLE public.order_codes IS 'Every code that an order ever had';
COMMENT ON CONSTRAINT _sg_20260101000000_new_codes ON public.order_codes IS 'No code twice';
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- New foreign key code_uses.code_uses_code_fkey.
BEGIN;
ALTER TABLE public.code_uses ADD CONSTRAINT code_uses_code_fkey FOREIGN KEY (code) REFERENCES public.order_codes (code);
COMMIT;
