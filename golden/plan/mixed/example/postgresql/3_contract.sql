-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on, because of steps c5 and c6.
--
--   users   ~ column status: NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: trigger dropped
--           ~ column user_name becomes full_name
--   orders  + foreign key orders_user_id_fkey: proved for existing rows
--
-- Strongest locks: users access-exclusive, orders share-row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: orders, users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c7.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows that violate foreign key orders.orders_user_id_fkey would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT child.user_id::text AS key, row_number() OVER () AS number
              FROM public.orders child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.user_id)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % refer to rows that are not there and would violate foreign key orders.orders_user_id_fkey; the first: %', _sg_rows, 'orders', _sg_keys
            USING HINT = 'Correct or delete them, or add the rows that they refer to.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must have a value of users.status from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_users_status_nn;
ALTER TABLE public.users ADD CONSTRAINT _sg_users_status_nn CHECK (status IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Looks at the existing rows for users.status without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_users_status_nn;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- NOT NULL of users.status, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.users ALTER COLUMN status SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_users_status_nn;
COMMIT;

-- schemagen: id=c5 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.full_name for user_name.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_sync_users();
ALTER TABLE public.users DROP COLUMN user_name;
COMMIT;

-- schemagen: id=c6 phase=contract lock=share-row-exclusive:orders,share-row-exclusive:users rewrite=no scan=no tx=own
-- New rows must obey foreign key orders.orders_user_id_fkey.
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.orders'::regclass AND conname = 'orders_user_id_fkey') THEN
        ALTER TABLE public.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:orders,row-share:users rewrite=no scan=yes tx=own
-- Existing rows are checked against foreign key orders.orders_user_id_fkey without blocking writers.
BEGIN;
ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user_id_fkey;
COMMIT;
