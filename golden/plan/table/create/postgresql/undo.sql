-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table orders, table users.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: New index users.users_name_age.
BEGIN;
DROP INDEX IF EXISTS public.users_name_age;
COMMIT;

-- takes back e4: New index users.users_active.
BEGIN;
DROP INDEX IF EXISTS public.users_active;
COMMIT;

-- takes back e3: New foreign key orders.orders_user_id_fkey.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_user_id_fkey;
COMMIT;

-- takes back e2: New table users.
BEGIN;
DROP TABLE IF EXISTS public.users;
COMMIT;

-- takes back e1: New table orders.
BEGIN;
DROP TABLE IF EXISTS public.orders;
COMMIT;
