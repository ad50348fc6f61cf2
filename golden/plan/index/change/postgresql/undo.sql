-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e8: Index users.i_where, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_where') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_where RENAME TO _sg_20260101000000_new_i_where;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_where RENAME TO i_where;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_where;
SET lock_timeout = '2s';

-- takes back e7: The old index users.i_where serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_where RENAME TO i_where;
COMMIT;

-- takes back e6: Index users.i_order, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_order') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_order RENAME TO _sg_20260101000000_new_i_order;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_order RENAME TO i_order;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_order;
SET lock_timeout = '2s';

-- takes back e5: The old index users.i_order serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_order RENAME TO i_order;
COMMIT;

-- takes back e4: Index users.i_expression, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_expression') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_expression RENAME TO _sg_20260101000000_new_i_expression;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_expression RENAME TO i_expression;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_expression;
SET lock_timeout = '2s';

-- takes back e3: The old index users.i_expression serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_expression RENAME TO i_expression;
COMMIT;

-- takes back e2: Index users.i_columns, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_columns') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_columns RENAME TO _sg_20260101000000_new_i_columns;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_columns RENAME TO i_columns;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_columns;
SET lock_timeout = '2s';

-- takes back e1: The old index users.i_columns serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_columns RENAME TO i_columns;
COMMIT;
