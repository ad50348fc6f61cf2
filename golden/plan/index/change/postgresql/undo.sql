-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2,c3,c4,c7,c8}');

-- takes back c6: Index users.i_unique, built without blocking writers.
SELECT pg_temp.was_begun('c6') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back c5: The old index users.i_unique serves on under another name while the new one is built.
CALL pg_temp.take_back('c5', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_unique RENAME TO i_unique;
$ddl$);

-- takes back e9: Index users.i_where, built without blocking writers.
SELECT pg_temp.was_begun('e9') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back e8: The old index users.i_where serves on under another name while the new one is built.
CALL pg_temp.take_back('e8', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_where RENAME TO i_where;
$ddl$);

-- takes back e7: Index users.i_order, built without blocking writers.
SELECT pg_temp.was_begun('e7') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back e6: The old index users.i_order serves on under another name while the new one is built.
CALL pg_temp.take_back('e6', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_order RENAME TO i_order;
$ddl$);

-- takes back e4: Index users.i_expression, built without blocking writers.
SELECT pg_temp.was_begun('e4') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back e3: The old index users.i_expression serves on under another name while the new one is built.
CALL pg_temp.take_back('e3', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_expression RENAME TO i_expression;
$ddl$);

-- takes back e2: Index users.i_columns, built without blocking writers.
SELECT pg_temp.was_begun('e2') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back e1: The old index users.i_columns serves on under another name while the new one is built.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_columns RENAME TO i_columns;
$ddl$);

CALL pg_temp.end_file(last => true);
