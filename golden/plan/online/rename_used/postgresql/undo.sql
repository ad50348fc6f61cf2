-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.lines,public.orders}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c3: No write of any kind can part both forms of number and total from here on.
CALL pg_temp.take_back('c3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_orders;
$ddl$);

-- takes back m15: New rows must obey foreign key lines._sg_20260101000000_new_lines_code_fkey.
CALL pg_temp.take_back('m15', '{public.lines,public.orders}', $ddl$
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_lines_code_fkey;
$ddl$);

-- takes back m13: New rows must obey check orders._sg_20260101000000_new_orders_amount_rate from here on.
CALL pg_temp.take_back('m13', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_rate;
$ddl$);

-- takes back m11: New rows must obey check orders._sg_20260101000000_new_orders_amount_positive from here on.
CALL pg_temp.take_back('m11', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_orders_amount_positive;
$ddl$);

-- takes back m10: NOT NULL of orders.number, orders.total, for free: the check above has proved it.
CALL pg_temp.take_back('m10', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN number DROP NOT NULL, ALTER COLUMN total DROP NOT NULL;
$ddl$);

-- takes back m8: New rows must have a value of orders.number, orders.total from here on.
CALL pg_temp.take_back('m8', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_total;
$ddl$);

-- takes back m7: Let the new application write table orders too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m7', '{public.orders}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_orders" BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_orders();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER "!_sg_20260101000000_orders";
$ddl$);

-- takes back m4: A new form for trigger orders.orders_log.
CALL pg_temp.take_back('m4', '{public.orders}', $ddl$
CREATE OR REPLACE TRIGGER orders_log AFTER UPDATE OF amount ON public.orders FOR EACH ROW WHEN (old.amount <> new.amount) EXECUTE FUNCTION log_amount();
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

-- takes back e5: Index orders._sg_20260101000000_new_orders_code, built without blocking writers.
SELECT pg_temp.was_begun('e5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_orders_code;
SET lock_timeout = '200ms';
\endif

-- takes back e4: A trigger on table orders keeps code and number, amount and total equal, whichever is written.
CALL pg_temp.take_back('e4', '{public.orders}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_orders" ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_orders();
$ddl$);

-- takes back e3: The new name of column orders.amount is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP COLUMN IF EXISTS total;
$ddl$);

-- takes back e2: The new name of column orders.code is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e2', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP COLUMN IF EXISTS number;
$ddl$);

CALL pg_temp.end_file(last => true);
