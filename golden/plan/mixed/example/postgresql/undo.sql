-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column users.status.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e4: Index users.users_email_idx, built without blocking writers.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_email_idx;
SET lock_timeout = '2s';

-- takes back e3: Index orders.orders_user_id_idx, built without blocking writers.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_user_id_idx;
SET lock_timeout = '2s';

-- takes back e2: New column users.status, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS status;
COMMIT;

-- takes back e1: The declaration renames column users.user_name to users.full_name.
BEGIN;
ALTER TABLE public.users RENAME COLUMN full_name TO user_name;
COMMIT;
