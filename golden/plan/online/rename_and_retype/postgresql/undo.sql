-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m8: NOT NULL of users.login, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.users ALTER COLUMN login DROP NOT NULL;
COMMIT;

-- takes back m6: New rows must have a value of users.login from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_login;
COMMIT;

-- takes back e6: Index users._sg_20260101000000_new_users_name_key, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_users_name_key;
SET lock_timeout = '2s';

-- takes back e5: A trigger on table users keeps birth and born_on, cents and euros, name and login equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
COMMIT;

-- takes back e4: The new name of column users.name is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS login;
COMMIT;

-- takes back e3: The new name of column users.cents is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS euros;
COMMIT;

-- takes back e2: The new name of column users.birth is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS born_on;
COMMIT;
