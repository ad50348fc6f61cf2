-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4, c5 and c8.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   orders  ~ primary key: index built, dropped
--           + unique constraint order_numbers: index built
--           - unique constraint orders_code_key
--           + unique constraint order_places: index built
--           - index places
--   notes   ~ foreign key notes_code_fkey: proved for existing rows
--           ~ foreign key notes_order_id_fkey: proved for existing rows
--           ~ foreign key notes_place_fkey: proved for existing rows
--
-- Strongest locks: orders access-exclusive, notes access-exclusive.
-- Reads in full: orders, notes.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2 and c3.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c4, c5 and c8.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes,public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.orders.orders_code_key,index public.orders_code_key,index public.places,constraint public.orders.orders_pkey,index public.orders_pkey}',
    lacks => '{constraint public.orders.order_numbers,constraint public.orders.order_places,valid index public.order_numbers,valid index public.order_places}');

-- c1 · Rows that violate the primary key of orders would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of orders', 'are there more than once and would violate the primary key of orders',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT code::text AS value FROM public.orders WHERE code IS NOT NULL
                     GROUP BY code HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(code, 0)) FROM public.orders WHERE code IS NOT NULL$none$);
$ddl$);

-- c2 · Rows that violate unique constraint orders.order_numbers would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('values of orders', 'are there more than once and would violate unique constraint orders.order_numbers',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT id::text AS value FROM public.orders WHERE id IS NOT NULL
                     GROUP BY id HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashint8extended(id, 0)) FROM public.orders WHERE id IS NOT NULL$none$);
$ddl$);

-- c3 · Rows that violate unique constraint orders.order_places would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('values of orders', 'are there more than once and would violate unique constraint orders.order_places',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT place::text AS value FROM public.orders WHERE place IS NOT NULL
                     GROUP BY place HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(place, 0)) FROM public.orders WHERE place IS NOT NULL$none$);
$ddl$);

-- c4 · A unique index for the new form of the primary key of orders, built without blocking writers while the old one serves.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_orders_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_orders_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_orders_pkey ON public.orders (code);
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · A unique index for unique constraint orders.order_numbers, built without blocking writers. What an interrupted build left is removed first.
SELECT pg_temp.begins('c5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.order_numbers') AND NOT indisvalid) THEN
        DROP INDEX public.order_numbers;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS order_numbers ON public.orders (id);
SET lock_timeout = '200ms';
CALL pg_temp.done('c5');
\endif

-- c6 · Unique constraint orders.order_numbers takes over the index.
CALL pg_temp.under_lock('c6', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD CONSTRAINT order_numbers UNIQUE USING INDEX order_numbers;
$ddl$);

-- c7 · Changes the primary key of orders and unique constraint orders.orders_code_key; in the same transaction made anew: foreign key notes.notes_code_fkey and foreign key notes.notes_order_id_fkey.
CALL pg_temp.under_lock('c7', '{public.notes,public.orders}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_order_id_fkey;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_code_fkey;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_code_key;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_pkey;
ALTER TABLE public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_orders_pkey;
ALTER TABLE public.notes ADD CONSTRAINT notes_code_fkey FOREIGN KEY (code) REFERENCES public.orders (code) NOT VALID;
ALTER TABLE public.notes ADD CONSTRAINT notes_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders (id) NOT VALID;
$ddl$);

-- c8 · A unique index for unique constraint orders.order_places, built without blocking writers. What an interrupted build left is removed first.
SELECT pg_temp.begins('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.order_places') AND NOT indisvalid) THEN
        DROP INDEX public.order_places;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS order_places ON public.orders (place);
SET lock_timeout = '200ms';
CALL pg_temp.done('c8');
\endif

-- c9 · Unique constraint orders.order_places takes over the index.
CALL pg_temp.under_lock('c9', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD CONSTRAINT order_places UNIQUE USING INDEX order_places;
$ddl$);

-- c10 · Existing rows are checked against foreign key notes.notes_code_fkey without blocking writers.
CALL pg_temp.under_lock('c10', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_code_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c11 · Existing rows are checked against foreign key notes.notes_order_id_fkey without blocking writers.
CALL pg_temp.under_lock('c11', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_order_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c12 · Changes index orders.places; in the same transaction made anew: foreign key notes.notes_place_fkey.
CALL pg_temp.under_lock('c12', '{public.notes,public.orders}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_place_fkey;
DROP INDEX IF EXISTS public.places;
ALTER TABLE public.notes ADD CONSTRAINT notes_place_fkey FOREIGN KEY (place) REFERENCES public.orders (place) NOT VALID;
$ddl$);

-- c13 · Existing rows are checked against foreign key notes.notes_place_fkey without blocking writers.
CALL pg_temp.under_lock('c13', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_place_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
