-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column users.age, column users.group_id.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e7: Index users.users_group_id_idx, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_group_id_idx;
SET lock_timeout = '2s';

-- takes back e5: New rows must obey foreign key users.users_group_id_fkey.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_group_id_fkey;
COMMIT;

-- takes back e4: Unique constraint users.users_age_key takes over the index.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_key;
COMMIT;

-- takes back e3: A unique index for unique constraint users.users_age_key, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_age_key;
SET lock_timeout = '2s';

-- takes back e2: New column users.group_id: only the catalog changes.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS group_id;
COMMIT;

-- takes back e1: New column users.age: only the catalog changes.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS age;
COMMIT;
