-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e14: New storage parameters for index users.i_with; they hold for what is written from here on.
BEGIN;
ALTER INDEX public.i_with SET (fillfactor = 70);
COMMIT;

-- takes back e13: Index users.i_where, built without blocking writers.
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

-- takes back e12: The old index users.i_where serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_where RENAME TO i_where;
COMMIT;

-- takes back e11: Index users.i_unique, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_unique') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_unique RENAME TO _sg_20260101000000_new_i_unique;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_unique RENAME TO i_unique;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_unique;
SET lock_timeout = '2s';

-- takes back e10: The old index users.i_unique serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_unique RENAME TO i_unique;
COMMIT;

-- takes back e9: Index users.i_params, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_params') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_params RENAME TO _sg_20260101000000_new_i_params;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_params RENAME TO i_params;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_params;
SET lock_timeout = '2s';

-- takes back e8: The old index users.i_params serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_params RENAME TO i_params;
COMMIT;

-- takes back e7: Index users.i_nulls, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_nulls') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_nulls RENAME TO _sg_20260101000000_new_i_nulls;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_nulls RENAME TO i_nulls;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_nulls;
SET lock_timeout = '2s';

-- takes back e6: The old index users.i_nulls serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_nulls RENAME TO i_nulls;
COMMIT;

-- takes back e5: Index users.i_include, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_include') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_include RENAME TO _sg_20260101000000_new_i_include;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_include RENAME TO i_include;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_include;
SET lock_timeout = '2s';

-- takes back e4: The old index users.i_include serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_include RENAME TO i_include;
COMMIT;

-- takes back e3: Takes the comment off index users.i_comment.
BEGIN;
COMMENT ON INDEX public.i_comment IS 'Old';
COMMIT;

-- takes back e2: Index users.i_collation, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_collation') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_collation RENAME TO _sg_20260101000000_new_i_collation;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_collation RENAME TO i_collation;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_collation;
SET lock_timeout = '2s';

-- takes back e1: The old index users.i_collation serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_collation RENAME TO i_collation;
COMMIT;
