-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   order_status  ~ enum: new values
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    has => '{type public.order_status}');

-- e1 · New values of enum order_status, committed at once so that later steps can use them. The old application reads what the new one writes.
SELECT pg_temp.begins('e1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'first' BEFORE 'new';
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'checked' AFTER 'new';
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'last' AFTER 'paid';
SET lock_timeout = '200ms';
CALL pg_temp.done('e1');
\endif
