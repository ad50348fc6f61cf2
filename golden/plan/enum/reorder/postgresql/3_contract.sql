-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in expand and migrate.
--
--   order_status  ~ enum
--   orders        ~ column status: new type
--                 ~ all rows written anew
--
-- Strongest locks: orders access-exclusive. A lock that is not had in 2 s ends the file.
-- Writes anew in full, while readers and writers wait: orders.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=access-exclusive:orders rewrite=yes scan=no tx=own
-- Changes enum order_status; in the same transaction made anew: the type of column orders.status. Privileges granted on enum order_status go with it: grant them again.
BEGIN;
ALTER TYPE public.order_status RENAME TO _sg_old_order_status;
CREATE TYPE public.order_status AS ENUM ('paid', 'new');
ALTER TABLE public.orders
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE public.order_status USING status::text::public.order_status,
    ALTER COLUMN status SET DEFAULT 'new';
DROP TYPE public._sg_old_order_status;
COMMIT;
