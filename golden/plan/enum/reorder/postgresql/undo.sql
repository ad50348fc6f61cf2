-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c3: No write of any kind can part both forms of _sg_20260101000000_new_status from here on.
CALL pg_temp.take_back('c3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_orders;
$ddl$);

-- takes back m6: NOT NULL of orders._sg_20260101000000_new_status, for free: the check above has proved it.
CALL pg_temp.take_back('m6', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_status DROP NOT NULL;
$ddl$);

-- takes back m4: New rows must have a value of orders._sg_20260101000000_new_status from here on.
CALL pg_temp.take_back('m4', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$);

-- takes back e4: A trigger on table orders writes every value in its new type to _sg_20260101000000_new_status as well.
CALL pg_temp.take_back('e4', '{public.orders}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
$ddl$);

-- takes back e3: A column of type _sg_20260101000000_new_order_status beside column orders.status: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP COLUMN IF EXISTS _sg_20260101000000_new_status;
$ddl$);

-- takes back e2: New enum _sg_20260101000000_new_order_status.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TYPE IF EXISTS public._sg_20260101000000_new_order_status;
$ddl$);

CALL pg_temp.end_file(last => true);
