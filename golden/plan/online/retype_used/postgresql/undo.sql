-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.lines,public.orders}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c3: No write of any kind can part both forms of _sg_20260101000000_new_amount, _sg_20260101000000_new_code and _sg_20260101000000_new_place from here on.
CALL pg_temp.take_back('c3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_orders;
$ddl$);

-- takes back m16: Index orders._sg_20260101000000_new_orders_place, built without blocking writers.
SELECT pg_temp.was_begun('m16') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_place;
SET lock_timeout = '200ms';
\endif

-- takes back m14: New rows must obey foreign key lines._sg_20260101000000_new_lines_code_fkey.
CALL pg_temp.take_back('m14', '{public.lines,public.orders}', $ddl$
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_lines_code_fkey;
$ddl$);

-- takes back m13: Index orders._sg_20260101000000_new_orders_code, built without blocking writers.
SELECT pg_temp.was_begun('m13') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_code;
SET lock_timeout = '200ms';
\endif

-- takes back m11: New rows must obey check orders._sg_20260101000000_new_orders_amount_rate from here on.
CALL pg_temp.take_back('m11', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_rate;
$ddl$);

-- takes back m9: New rows must obey check orders._sg_20260101000000_new_orders_amount_positive from here on.
CALL pg_temp.take_back('m9', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_positive;
$ddl$);

-- takes back m8: NOT NULL of orders._sg_20260101000000_new_amount, orders._sg_20260101000000_new_code, orders._sg_20260101000000_new_place, for free: the check above has proved it.
CALL pg_temp.take_back('m8', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_amount DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_code DROP NOT NULL, ALTER COLUMN _sg_20260101000000_new_place DROP NOT NULL;
$ddl$);

-- takes back m6: New rows must have a value of orders._sg_20260101000000_new_amount, orders._sg_20260101000000_new_code, orders._sg_20260101000000_new_place from here on.
CALL pg_temp.take_back('m6', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_code, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_place;
$ddl$);

-- takes back m3: Index orders._sg_20260101000000_new_orders_double, built without blocking writers.
SELECT pg_temp.was_begun('m3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_double;
SET lock_timeout = '200ms';
\endif

-- takes back m2: Index orders._sg_20260101000000_new_orders_amount, built without blocking writers.
SELECT pg_temp.was_begun('m2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_amount;
SET lock_timeout = '200ms';
\endif

-- takes back e5: A trigger on table orders writes every value in its new type to _sg_20260101000000_new_amount, _sg_20260101000000_new_code, _sg_20260101000000_new_place as well.
CALL pg_temp.take_back('e5', '{public.orders}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
$ddl$);

-- takes back e4: A column of type bigint beside column orders.place: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e4', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_place;
$ddl$);

-- takes back e3: A column of type bigint beside column orders.code: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_code;
$ddl$);

-- takes back e2: A column of type bigint beside column orders.amount: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_amount;
$ddl$);

CALL pg_temp.end_file(last => true);
