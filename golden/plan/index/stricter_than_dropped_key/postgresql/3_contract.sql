-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   orders  ~ index orders_code_key: index built
--           - unique constraint orders_code_key
--
-- Strongest locks: orders access-exclusive, orders._sg_20260101000000_new_orders_code_key share-update-exclusive.
-- Reads in full: orders.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.orders.orders_code_key,index public.orders_code_key}');

-- c1 · Rows that violate index orders.orders_code_key would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of orders', 'are there more than once and would violate index orders.orders_code_key',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT place::text AS value FROM public.orders WHERE place IS NOT NULL
                     GROUP BY place HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(place, 0)) FROM public.orders WHERE place IS NOT NULL$none$);
$ddl$);

-- c2 · Index orders.orders_code_key under another name, because unique constraint orders.orders_code_key still bears its own.
SELECT pg_temp.begins('c2') AS goes_on \gset
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
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_code_key ON public.orders USING btree (place);
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · The old application may rely on unique constraint orders.orders_code_key until here.
CALL pg_temp.under_lock('c3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_code_key;
$ddl$);

-- c4 · Index orders.orders_code_key gets its name, which is free now.
CALL pg_temp.run('c4', $ddl$
ALTER INDEX public._sg_20260101000000_new_orders_code_key RENAME TO orders_code_key;
$ddl$);

CALL pg_temp.end_file(last => true);
