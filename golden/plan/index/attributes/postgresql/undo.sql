-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2,c3,c4,c7,c8}');

-- takes back c6: Index users.i_nulls, built without blocking writers.
SELECT pg_temp.was_begun('c6') AS goes_on \gset
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

-- takes back c5: The old index users.i_nulls serves on under another name while the new one is built.
CALL pg_temp.take_back('c5', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_nulls RENAME TO i_nulls;
$ddl$);

-- takes back e10: New storage parameters for index users.i_with; they hold for what is written from here on.
CALL pg_temp.take_back('e10', '{}', $ddl$
ALTER INDEX public.i_with RESET (fillfactor);
$ddl$);

-- takes back e9: Index users.i_opclass, built without blocking writers.
SELECT pg_temp.was_begun('e9') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_opclass') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_opclass RENAME TO _sg_20260101000000_new_i_opclass;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_opclass RENAME TO i_opclass;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_opclass;
SET lock_timeout = '200ms';
\endif

-- takes back e8: The old index users.i_opclass serves on under another name while the new one is built.
CALL pg_temp.take_back('e8', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_opclass RENAME TO i_opclass;
$ddl$);

-- takes back e7: Index users.i_method, built without blocking writers.
SELECT pg_temp.was_begun('e7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_method') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_method RENAME TO _sg_20260101000000_new_i_method;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_method RENAME TO i_method;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_method;
SET lock_timeout = '200ms';
\endif

-- takes back e6: The old index users.i_method serves on under another name while the new one is built.
CALL pg_temp.take_back('e6', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_method RENAME TO i_method;
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

-- takes back e3: Index users.i_first, built without blocking writers.
SELECT pg_temp.was_begun('e3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public._sg_20260101000000_old_i_first') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public.i_first RENAME TO _sg_20260101000000_new_i_first;
        ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_first RENAME TO i_first;
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_i_first;
SET lock_timeout = '200ms';
\endif

-- takes back e2: The old index users.i_first serves on under another name while the new one is built.
CALL pg_temp.take_back('e2', '{}', $ddl$
ALTER INDEX IF EXISTS public._sg_20260101000000_old_i_first RENAME TO i_first;
$ddl$);

-- takes back e1: A new comment for index users.i_comment.
CALL pg_temp.take_back('e1', '{}', $ddl$
COMMENT ON INDEX public.i_comment IS NULL;
$ddl$);

CALL pg_temp.end_file(last => true);
