-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c7,c9}');

-- takes back c8: A unique index for the new form of unique constraint users.u_nulls, built without blocking writers while the old one serves.
SELECT pg_temp.was_begun('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_u_nulls;
SET lock_timeout = '200ms';
\endif

-- takes back c6: A unique index for the new form of unique constraint users.u_include, built without blocking writers while the old one serves.
SELECT pg_temp.was_begun('c6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_u_include;
SET lock_timeout = '200ms';
\endif

-- takes back c4: A unique index for the new form of unique constraint users.u_defer, built without blocking writers while the old one serves.
SELECT pg_temp.was_begun('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_u_defer;
SET lock_timeout = '200ms';
\endif

-- takes back e1: A new comment for unique constraint users.u_comment.
CALL pg_temp.take_back('e1', '{}', $ddl$
COMMENT ON CONSTRAINT u_comment ON public.users IS NULL;
$ddl$);

CALL pg_temp.end_file(last => true);
