-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   order_status  ~ enum: new values
--
-- Locks nothing that was there before.
-- Outside a transaction, because it must be; after a failure run it again as it stands: step e1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=none
-- New values of enum order_status, committed at once so that later steps can use them. The old application reads what the new one writes.
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'first' BEFORE 'new';
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'checked' AFTER 'new';
ALTER TYPE public.order_status ADD VALUE IF NOT EXISTS 'last' AFTER 'paid';
