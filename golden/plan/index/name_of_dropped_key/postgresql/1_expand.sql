-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   orders  ~ index orders_code_key: index built
--           ~ unique constraint orders_code_key: successor built
--
-- Strongest locks: orders share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: orders.
-- Outside a transaction, because it must be; after a failure run it again as it stands: step e1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=share-update-exclusive:orders rewrite=no scan=yes tx=none
-- Index orders.orders_code_key under another name, because unique constraint orders.orders_code_key still bears its own.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_code_key') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_code_key;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_code_key ON public.orders USING btree (code);
SET lock_timeout = '2s';
