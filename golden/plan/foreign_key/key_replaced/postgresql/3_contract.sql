-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4, c5 and c8.
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
-- Strongest locks: orders access-exclusive, notes access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: orders, notes.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2 and c3.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c4, c5 and c8.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps c4, c5 and c8.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate the primary key of orders would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    -- As many hashes as rows: no value is there twice, and the slower look has nothing to find.
    IF (SELECT count(*) = count(DISTINCT hashtextextended(code, 0)) FROM public.orders WHERE code IS NOT NULL) THEN
        RETURN;
    END IF;
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT value AS key, row_number() OVER () AS number
              FROM (SELECT code::text AS value FROM public.orders WHERE code IS NOT NULL
                     GROUP BY code HAVING count(*) > 1) repeated) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% values of % are there more than once and would violate the primary key of orders; the first: %', _sg_rows, 'orders', _sg_keys
            USING HINT = 'Make them differ, or drop the rule from the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate unique constraint orders.order_numbers would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    -- As many hashes as rows: no value is there twice, and the slower look has nothing to find.
    IF (SELECT count(*) = count(DISTINCT hashint8extended(id, 0)) FROM public.orders WHERE id IS NOT NULL) THEN
        RETURN;
    END IF;
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT value AS key, row_number() OVER () AS number
              FROM (SELECT id::text AS value FROM public.orders WHERE id IS NOT NULL
                     GROUP BY id HAVING count(*) > 1) repeated) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% values of % are there more than once and would violate unique constraint orders.order_numbers; the first: %', _sg_rows, 'orders', _sg_keys
            USING HINT = 'Make them differ, or drop the rule from the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate unique constraint orders.order_places would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    -- As many hashes as rows: no value is there twice, and the slower look has nothing to find.
    IF (SELECT count(*) = count(DISTINCT hashtextextended(place, 0)) FROM public.orders WHERE place IS NOT NULL) THEN
        RETURN;
    END IF;
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT value AS key, row_number() OVER () AS number
              FROM (SELECT place::text AS value FROM public.orders WHERE place IS NOT NULL
                     GROUP BY place HAVING count(*) > 1) repeated) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% values of % are there more than once and would violate unique constraint orders.order_places; the first: %', _sg_rows, 'orders', _sg_keys
            USING HINT = 'Make them differ, or drop the rule from the declaration.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c4 phase=contract lock=share-update-exclusive:orders rewrite=no scan=yes tx=none
-- A unique index for the new form of the primary key of orders, built without blocking writers while the old one serves.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:orders rewrite=no scan=yes tx=none
-- A unique index for unique constraint orders.order_numbers, built without blocking writers. What an interrupted build left is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=c6 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- Unique constraint orders.order_numbers takes over the index.
BEGIN;
ALTER TABLE public.orders ADD CONSTRAINT order_numbers UNIQUE USING INDEX order_numbers;
COMMIT;

-- schemagen: id=c7 phase=contract lock=access-exclusive:notes,access-exclusive:orders rewrite=no scan=no tx=own
-- Changes the primary key of orders and unique constraint orders.orders_code_key; in the same transaction made anew: foreign key notes.notes_code_fkey and foreign key notes.notes_order_id_fkey.
BEGIN;
LOCK TABLE public.orders, public.notes IN ACCESS EXCLUSIVE MODE;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_order_id_fkey;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_code_fkey;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_code_key;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_pkey;
ALTER TABLE public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_orders_pkey;
ALTER TABLE public.notes ADD CONSTRAINT notes_code_fkey FOREIGN KEY (code) REFERENCES public.orders (code) NOT VALID;
ALTER TABLE public.notes ADD CONSTRAINT notes_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders (id) NOT VALID;
COMMIT;

-- schemagen: id=c8 phase=contract lock=share-update-exclusive:orders rewrite=no scan=yes tx=none
-- A unique index for unique constraint orders.order_places, built without blocking writers. What an interrupted build left is removed first.
-- Waits for transactions that are open.
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
SET lock_timeout = '2s';

-- schemagen: id=c9 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- Unique constraint orders.order_places takes over the index.
BEGIN;
ALTER TABLE public.orders ADD CONSTRAINT order_places UNIQUE USING INDEX order_places;
COMMIT;

-- schemagen: id=c10 phase=contract lock=share-update-exclusive:notes,row-share:orders rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes.notes_code_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_code_fkey;
COMMIT;

-- schemagen: id=c11 phase=contract lock=share-update-exclusive:notes,row-share:orders rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes.notes_order_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_order_id_fkey;
COMMIT;

-- schemagen: id=c12 phase=contract lock=access-exclusive:notes,access-exclusive:orders rewrite=no scan=no tx=own
-- Changes index orders.places; in the same transaction made anew: foreign key notes.notes_place_fkey.
BEGIN;
LOCK TABLE public.orders, public.notes IN ACCESS EXCLUSIVE MODE;
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_place_fkey;
DROP INDEX IF EXISTS public.places;
ALTER TABLE public.notes ADD CONSTRAINT notes_place_fkey FOREIGN KEY (place) REFERENCES public.orders (place) NOT VALID;
COMMIT;

-- schemagen: id=c13 phase=contract lock=share-update-exclusive:notes,row-share:orders rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key notes.notes_place_fkey without blocking writers.
BEGIN;
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_place_fkey;
COMMIT;
