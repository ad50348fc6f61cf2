-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.history,public.orders}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c8,c9,c10,c11}');

-- takes back c6: No write of any kind can part both forms of state from here on.
CALL pg_temp.take_back('c6', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_orders;
$ddl$);

-- takes back c4: No write of any kind can part both forms of _sg_20260101000000_new_was from here on.
CALL pg_temp.take_back('c4', '{public.history}', $ddl$
ALTER TABLE public.history DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_history;
$ddl$);

-- takes back m11: NOT NULL of orders.state, for free: the check above has proved it.
CALL pg_temp.take_back('m11', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN state DROP NOT NULL;
$ddl$);

-- takes back m9: New rows must have a value of orders.state from here on.
CALL pg_temp.take_back('m9', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_state;
$ddl$);

-- takes back m8: Let the new application write table orders too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m8', '{public.orders}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_orders" BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_orders();
ALTER TABLE public.orders ENABLE ALWAYS TRIGGER "!_sg_20260101000000_orders";
$ddl$);

-- takes back m5: Index orders.orders_state_idx, built without blocking writers.
SELECT pg_temp.was_begun('m5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_state_idx;
SET lock_timeout = '200ms';
\endif

-- takes back e7: The new application does not obey check orders.orders_check any more.
CALL pg_temp.take_back('e7', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD CONSTRAINT orders_check CHECK (status <> 'lost' OR note IS NOT NULL) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e7: The new application does not obey check orders.orders_check any more.
CALL pg_temp.take_back('e7', '{public.orders}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.orders VALIDATE CONSTRAINT orders_check;
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check orders.orders_check';
END
$$;
$ddl$);

-- takes back e6: A trigger on table orders keeps status and state equal, whichever is written.
CALL pg_temp.take_back('e6', '{public.orders}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_orders" ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_orders();
$ddl$);

-- takes back e5: The new name of column orders.status is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e5', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP COLUMN IF EXISTS state;
$ddl$);

-- takes back e4: A trigger on table history writes every value in its new type to _sg_20260101000000_new_was as well.
CALL pg_temp.take_back('e4', '{public.history}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_history ON public.history;
DROP FUNCTION IF EXISTS public._sg_20260101000000_history();
$ddl$);

-- takes back e3: A column of type _sg_20260101000000_new_order_status beside column history.was: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.history}', $ddl$
ALTER TABLE public.history DROP COLUMN IF EXISTS _sg_20260101000000_new_was;
$ddl$);

-- takes back e2: New enum _sg_20260101000000_new_order_status.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TYPE IF EXISTS public._sg_20260101000000_new_order_status;
$ddl$);

CALL pg_temp.end_file(last => true);
