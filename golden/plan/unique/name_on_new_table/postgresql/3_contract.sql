-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- This migration has nothing to do in migrate.
--
--   legacy       - table
--   order_codes  ~ primary key
--                ~ unique constraint codes
--   orders       - unique constraint codes
--
-- Lost for good, unless there is a backup: the rows of table legacy.
-- Strongest locks: legacy access-exclusive, order_codes._sg_20260101000000_new_order_codes_pkey share-update-exclusive, orders access-exclusive, order_codes._sg_20260101000000_new_codes share-update-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:legacy rewrite=no scan=no loss=table:legacy tx=own
-- Only the old application uses table legacy.
BEGIN;
DROP TABLE IF EXISTS public.legacy;
COMMIT;

-- schemagen: id=c2 phase=contract lock=share-update-exclusive:order_codes._sg_20260101000000_new_order_codes_pkey rewrite=no scan=no tx=own
-- The primary key of order_codes gets its name, which is free now.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_order_codes_pkey RENAME TO order_codes_pkey;
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- The old application may rely on unique constraint orders.codes until here.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS codes;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:order_codes._sg_20260101000000_new_codes rewrite=no scan=no tx=own
-- Unique constraint order_codes.codes gets its name, which is free now.
BEGIN;
ALTER INDEX public._sg_20260101000000_new_codes RENAME TO codes;
COMMIT;
