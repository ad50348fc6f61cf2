-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column users.age, column users.group_id.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()');

-- takes back c2: New rows must obey check users.users_age_check from here on.
CALL pg_temp.take_back('c2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
$ddl$);

-- takes back e7: Index users.users_group_id_idx, built without blocking writers.
SELECT pg_temp.was_begun('e7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_group_id_idx;
SET lock_timeout = '200ms';
\endif

-- takes back e5: New rows must obey foreign key users.users_group_id_fkey.
CALL pg_temp.take_back('e5', '{public.users,public.groups}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_group_id_fkey;
$ddl$);

-- takes back e4: Unique constraint users.users_age_key takes over the index.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_key;
$ddl$);

-- takes back e3: A unique index for unique constraint users.users_age_key, built without blocking writers.
SELECT pg_temp.was_begun('e3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_age_key;
SET lock_timeout = '200ms';
\endif

-- takes back e2: New column users.group_id: only the catalog changes.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS group_id;
$ddl$);

-- takes back e1: New column users.age: only the catalog changes.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users DROP COLUMN IF EXISTS age;
$ddl$);

CALL pg_temp.end_file(last => true);
