-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m6: NOT NULL of users._sg_20260101000000_new_amount, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.users ALTER COLUMN _sg_20260101000000_new_amount DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of users._sg_20260101000000_new_amount from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount;
COMMIT;

-- takes back e3: A trigger on table users writes every value in its new type to _sg_20260101000000_new_amount as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
COMMIT;

-- takes back e2: A column of type bigint beside column users.amount: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS _sg_20260101000000_new_amount;
COMMIT;
