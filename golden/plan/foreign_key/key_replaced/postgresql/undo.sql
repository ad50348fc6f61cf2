-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes,public.orders}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c7,c12}');

-- takes back c9: Unique constraint orders.order_places takes over the index.
CALL pg_temp.take_back('c9', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS order_places;
$ddl$);

-- takes back c8: A unique index for unique constraint orders.order_places, built without blocking writers.
SELECT pg_temp.was_begun('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.order_places;
SET lock_timeout = '200ms';
\endif

-- takes back c6: Unique constraint orders.order_numbers takes over the index.
CALL pg_temp.take_back('c6', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS order_numbers;
$ddl$);

-- takes back c5: A unique index for unique constraint orders.order_numbers, built without blocking writers.
SELECT pg_temp.was_begun('c5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.order_numbers;
SET lock_timeout = '200ms';
\endif

-- takes back c4: A unique index for the new form of the primary key of orders, built without blocking writers while the old one serves.
SELECT pg_temp.was_begun('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_pkey;
SET lock_timeout = '200ms';
\endif

CALL pg_temp.end_file(last => true);
