-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on, because of steps c5 and c9.
-- This migration has nothing to do in migrate.
--
--   orders  + unique constraint orders_code_key: index built
--           + index orders_place
--   notes   + foreign key notes_code_fkey: proved for existing rows
--           + foreign key notes_place_fkey: proved for existing rows
--
-- Strongest locks: orders access-exclusive, notes share-row-exclusive.
-- Reads in full: orders, notes.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c8 and c11.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c5 and c9.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes,public.orders}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate unique constraint orders.orders_code_key would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of orders', 'are there more than once and would violate unique constraint orders.orders_code_key',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT code::text AS value FROM public.orders WHERE code IS NOT NULL
                     GROUP BY code HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(code, 0)) FROM public.orders WHERE code IS NOT NULL$none$);
$ddl$);

-- c2 · Rows that violate foreign key notes.notes_code_fkey would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.notes_code_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    'child.code::text', $rows$public.notes child
             WHERE child.code IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.orders parent WHERE parent.code = child.code)$rows$, sorts => true);
$ddl$);

-- c3 · Rows that violate foreign key notes.notes_place_fkey would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.notes_place_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    'child.place::text', $rows$public.notes child
             WHERE child.place IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.orders parent WHERE parent.place = child.place)$rows$, sorts => true);
$ddl$);

-- c4 · Rows that violate index orders.orders_place would stop this file later on.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('values of orders', 'are there more than once and would violate index orders.orders_place',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT place::text AS value FROM public.orders WHERE place IS NOT NULL
                     GROUP BY place HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(place, 0)) FROM public.orders WHERE place IS NOT NULL$none$);
$ddl$);

-- c5 · A unique index for unique constraint orders.orders_code_key, built without blocking writers. What an interrupted build left is removed first.
SELECT pg_temp.begins('c5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.orders_code_key') AND NOT indisvalid) THEN
        DROP INDEX public.orders_code_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_code_key ON public.orders (code);
SET lock_timeout = '200ms';
CALL pg_temp.done('c5');
\endif

-- c6 · Unique constraint orders.orders_code_key takes over the index.
CALL pg_temp.under_lock('c6', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_key;
$ddl$);

-- c7 · New rows must obey foreign key notes.notes_code_fkey.
CALL pg_temp.under_lock('c7', '{public.notes,public.orders}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = 'notes_code_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT notes_code_fkey FOREIGN KEY (code) REFERENCES public.orders (code) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c8 · Existing rows are checked against foreign key notes.notes_code_fkey without blocking writers.
CALL pg_temp.under_lock('c8', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_code_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c9 · Index orders.orders_place, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('c9', builds => 'public.orders_place') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.orders_place') AND NOT indisvalid) THEN
        DROP INDEX public.orders_place;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_place ON public.orders USING btree (place);
SET lock_timeout = '200ms';
CALL pg_temp.done('c9');
\endif

-- c10 · New rows must obey foreign key notes.notes_place_fkey.
CALL pg_temp.under_lock('c10', '{public.notes,public.orders}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = 'notes_place_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT notes_place_fkey FOREIGN KEY (place) REFERENCES public.orders (place) NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c11 · Existing rows are checked against foreign key notes.notes_place_fkey without blocking writers.
CALL pg_temp.under_lock('c11', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_place_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
