-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e8: Index users.i_where, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_where;
SET lock_timeout = '2s';

-- takes back e7: The old index users.i_where serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_old_i_where RENAME TO i_where;
COMMIT;

-- takes back e6: Index users.i_order, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_order;
SET lock_timeout = '2s';

-- takes back e5: The old index users.i_order serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_old_i_order RENAME TO i_order;
COMMIT;

-- takes back e4: Index users.i_expression, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_expression;
SET lock_timeout = '2s';

-- takes back e3: The old index users.i_expression serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_old_i_expression RENAME TO i_expression;
COMMIT;

-- takes back e2: Index users.i_columns, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_columns;
SET lock_timeout = '2s';

-- takes back e1: The old index users.i_columns serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_old_i_columns RENAME TO i_columns;
COMMIT;
