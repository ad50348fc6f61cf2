-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   order_status  ~ enum: comment
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    has => '{type public.order_status}');

-- e1 · A new comment for enum order_status.
CALL pg_temp.run('e1', $ddl$
COMMENT ON TYPE public.order_status IS 'Where an order stands';
$ddl$);
