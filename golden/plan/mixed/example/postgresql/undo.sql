-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: column users.status.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m6: NOT NULL of users.full_name, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.users ALTER COLUMN full_name DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of users.full_name from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_full_name;
COMMIT;

-- takes back e6: Index users.users_email_idx, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_email_idx;
SET lock_timeout = '2s';

-- takes back e5: Index orders.orders_user_id_idx, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_user_id_idx;
SET lock_timeout = '2s';

-- takes back e4: A trigger on table users fills in status for the old application; keeps user_name and full_name equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
COMMIT;

-- takes back e3: New column users.status, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS status;
COMMIT;

-- takes back e2: The new name of column users.user_name is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS full_name;
COMMIT;
