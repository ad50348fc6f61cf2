-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2,c3,c4,c5,c6}');

-- takes back e14: New storage parameters for index users.i_with; they hold for what is written from here on.
CALL pg_temp.take_back('e14', '{}', $ddl$
ALTER INDEX public.i_with SET (fillfactor = 70);
$ddl$);

-- takes back e13: Index users.i_where, built without blocking writers.
SELECT pg_temp.was_begun('e13') AS goes_on \gset
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

-- takes back e12: The old index users.i_where serves on under another name while the new one is built.
CALL pg_temp.take_back('e12', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_where RENAME TO i_where;
$ddl$);

-- takes back e11: Index users.i_unique, built without blocking writers.
SELECT pg_temp.was_begun('e11') AS goes_on \gset
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

-- takes back e10: The old index users.i_unique serves on under another name while the new one is built.
CALL pg_temp.take_back('e10', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_unique RENAME TO i_unique;
$ddl$);

-- takes back e9: Index users.i_params, built without blocking writers.
SELECT pg_temp.was_begun('e9') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back e8: The old index users.i_params serves on under another name while the new one is built.
CALL pg_temp.take_back('e8', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_params RENAME TO i_params;
$ddl$);

-- takes back e7: Index users.i_nulls, built without blocking writers.
SELECT pg_temp.was_begun('e7') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back e6: The old index users.i_nulls serves on under another name while the new one is built.
CALL pg_temp.take_back('e6', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_nulls RENAME TO i_nulls;
$ddl$);

-- takes back e5: Index users.i_include, built without blocking writers.
SELECT pg_temp.was_begun('e5') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back e4: The old index users.i_include serves on under another name while the new one is built.
CALL pg_temp.take_back('e4', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_include RENAME TO i_include;
$ddl$);

-- takes back e3: Takes the comment off index users.i_comment.
CALL pg_temp.take_back('e3', '{}', $ddl$
COMMENT ON INDEX public.i_comment IS 'Old';
$ddl$);

-- takes back e2: Index users.i_collation, built without blocking writers.
SELECT pg_temp.was_begun('e2') AS goes_on \gset
\if :goes_on
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
SET lock_timeout = '200ms';
\endif

-- takes back e1: The old index users.i_collation serves on under another name while the new one is built.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_collation RENAME TO i_collation;
$ddl$);

CALL pg_temp.end_file(last => true);
