-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   order_status  ~ enum: new values
--   orders        ~ column status: new default
--
-- Strongest locks: orders access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.orders.status,type public.order_status}');

-- e1 · New values of enum order_status, committed at once so that later steps can use them. The old application reads what the new one writes.
SELECT pg_temp.begins('e1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'draft' BEFORE 'new';
SET lock_timeout = '200ms';
CALL pg_temp.done('e1');
\endif

-- e2 · A new default for column orders.status: rows that are there keep their values.
CALL pg_temp.under_lock('e2', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'draft';
$ddl$);

CALL pg_temp.end_file(last => true);
