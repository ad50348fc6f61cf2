-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()');

-- takes back c6: Unique constraint users.users_name_email takes over the index.
CALL pg_temp.take_back('c6', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_name_email;
$ddl$);

-- takes back c5: A unique index for unique constraint users.users_name_email, built without blocking writers.
SELECT pg_temp.was_begun('c5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_name_email;
SET lock_timeout = '200ms';
\endif

-- takes back c4: Unique constraint users.users_email_key takes over the index.
CALL pg_temp.take_back('c4', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_email_key;
$ddl$);

-- takes back c3: A unique index for unique constraint users.users_email_key, built without blocking writers.
SELECT pg_temp.was_begun('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_email_key;
SET lock_timeout = '200ms';
\endif

CALL pg_temp.end_file(last => true);
