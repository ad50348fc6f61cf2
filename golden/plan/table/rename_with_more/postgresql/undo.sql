-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table marks, column order.level.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m7: NOT NULL of order.given_name, for free: the check above has proved it.
BEGIN;
ALTER TABLE public."order" ALTER COLUMN given_name DROP NOT NULL;
COMMIT;

-- takes back m5: New rows must have a value of order.given_name from here on.
BEGIN;
ALTER TABLE public."order" DROP CONSTRAINT IF EXISTS _sg_order_given_name_nn;
COMMIT;

-- takes back m2: Index order._sg_new_by_first, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_new_by_first;
SET lock_timeout = '2s';

-- takes back e10: New view new_one.
BEGIN;
DROP VIEW IF EXISTS public.new_one;
COMMIT;

-- takes back e9: Index order.by_level, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.by_level;
SET lock_timeout = '2s';

-- takes back e8: New foreign key marks.marks_user_id_fkey.
BEGIN;
ALTER TABLE public.marks DROP CONSTRAINT IF EXISTS marks_user_id_fkey;
COMMIT;

-- takes back e7: A trigger on table order fills in level for the old application; keeps first and given_name equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_sync_order ON public."order";
DROP FUNCTION IF EXISTS public._sg_sync_order();
COMMIT;

-- takes back e6: New column order.level, empty in existing rows for now.
BEGIN;
ALTER TABLE public."order" DROP COLUMN IF EXISTS level;
COMMIT;

-- takes back e5: The new name of column order.first is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public."order" DROP COLUMN IF EXISTS given_name;
COMMIT;

-- takes back e4: A new default for column order.first: rows that are there keep their values.
BEGIN;
ALTER TABLE public."order" ALTER COLUMN first SET DEFAULT '';
COMMIT;

-- takes back e2: The declaration renames table "Old Users" to order.
BEGIN;
ALTER TABLE public."order" RENAME TO "Old Users";
COMMIT;

-- takes back e1: New table marks.
BEGIN;
DROP TABLE IF EXISTS public.marks;
COMMIT;
