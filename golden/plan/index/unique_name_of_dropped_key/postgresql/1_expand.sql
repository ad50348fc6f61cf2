-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   orders  ~ index orders_code_key: index built
--           ~ unique constraint orders_code_key: successor built
--
-- Strongest locks: orders share-update-exclusive.
-- Reads in full: orders.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.orders.orders_code_key,index public.orders_code_key}');

-- e1 · Index orders.orders_code_key under another name, because unique constraint orders.orders_code_key still bears its own.
SELECT pg_temp.begins('e1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_code_key') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_code_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_code_key ON public.orders USING btree (code);
SET lock_timeout = '200ms';
CALL pg_temp.done('e1');
\endif

CALL pg_temp.end_file();
