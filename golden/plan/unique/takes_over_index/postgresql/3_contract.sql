-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   orders  - index orders_code_key
--           + unique constraint orders_code_key
--
-- Strongest locks: orders access-exclusive. A lock that is not had in 2 s ends the file.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- Unique constraint orders.orders_code_key takes over the index.
BEGIN;
ALTER TABLE public.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_key;
COMMIT;
