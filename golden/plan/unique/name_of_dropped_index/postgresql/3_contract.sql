-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   orders  ~ unique constraint orders_code_key: index built
--           - index orders_code_key
--
-- Strongest locks: orders access-exclusive.
-- Reads in full: orders.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.orders_code_key}',
    lacks => '{constraint public.orders.orders_code_key}');

-- c1 · Rows that violate unique constraint orders.orders_code_key would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of orders', 'are there more than once and would violate unique constraint orders.orders_code_key',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT code::text AS value FROM public.orders WHERE code IS NOT NULL
                     GROUP BY code HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(code, 0)) FROM public.orders WHERE code IS NOT NULL$none$);
$ddl$);

-- c2 · A unique index for unique constraint orders.orders_code_key, built without blocking writers. What an interrupted build left is removed first.
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
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_code_key ON public.orders (code);
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · Only the old application's queries use index orders.orders_code_key.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_code_key;
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · Unique constraint orders.orders_code_key takes over the index.
CALL pg_temp.under_lock('c4', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX _sg_20260101000000_new_orders_code_key;
$ddl$);

CALL pg_temp.end_file(last => true);
