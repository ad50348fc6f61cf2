-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e1 on.
--
--   users   ~ column user_name becomes full_name
--           + column status
--           + index users_email_idx
--   orders  + index orders_user_id_idx
--
-- Strongest locks: users access-exclusive, orders share-update-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: orders, users.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: steps e3 and e4.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- The declaration renames column users.user_name to users.full_name. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public.users RENAME COLUMN user_name TO full_name;
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:users rewrite=no scan=no tx=own
-- New column users.status, empty in existing rows for now.
BEGIN;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS status text;
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-update-exclusive:orders rewrite=no scan=yes tx=none
-- Index orders.orders_user_id_idx, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_user_id_idx;
CREATE INDEX CONCURRENTLY orders_user_id_idx ON public.orders USING btree (user_id);
SET lock_timeout = '2s';

-- schemagen: id=e4 phase=expand lock=share-update-exclusive:users rewrite=no scan=yes tx=none
-- Index users.users_email_idx, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_email_idx;
CREATE INDEX CONCURRENTLY users_email_idx ON public.users USING btree (email);
SET lock_timeout = '2s';
